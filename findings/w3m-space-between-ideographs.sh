#!/usr/bin/env bash
# w3m 0.5.3+git20230121: a space between two ideographs is dropped, also between two links; one written &#32; is kept.
# Expected: CSS Text 3 and HTML keep a space; only a line break between two ideographs may go.
# Seen: "首页检索" for <a>首页</a> <a>检索</a>, "关于 地图" with &#32; between.
# In Gongbao: pages/theme/_colophon.html, _publisher.html, frame.html.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
apt-get download -qq w3m=0.5.3+git20230121-2 libgc1
for package in ./*.deb; do dpkg -x "$package" root; done
printf '<p><a href="a">首页</a> <a href="b">检索</a></p><p><a href="c">关于</a>&#32;<a href="d">地图</a></p>' > page.html
libraries=$(dirname "$(find root -name 'libgc.so*' -print -quit)")
LD_LIBRARY_PATH=$libraries HOME=$folder root/usr/bin/w3m -dump -I UTF-8 -O UTF-8 -T text/html page.html | tee seen.txt
grep -q '^首页检索' seen.txt && grep -q '^关于 地图' seen.txt
