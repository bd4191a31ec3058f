// A generator in, a function out that waits where it yields and promises what it returns: ES2015 has no `await`.
(function () {
  "use strict";

  function waiting(steps) {
    return function (...values) {
      const running = steps.apply(this, values);
      return new Promise((done, fail) => {
        function go(way, value) {
          const step = running[way](value);
          if (step.done) done(step.value);
          else Promise.resolve(step.value).then(go.bind(null, "next"), go.bind(null, "throw")).catch(fail);
        }
        go("next");
      });
    };
  }

  // Makes those methods of a class wait that are generators.
  function wait(kind, names) {
    for (const name of names) kind.prototype[name] = waiting(kind.prototype[name]);
  }

  self.gongbao = Object.assign(self.gongbao || {}, { waiting, wait });
})();
