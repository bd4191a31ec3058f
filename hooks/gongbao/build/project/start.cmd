@echo off
chcp 65001 >nul
setlocal
cd /d "%~dp0"
set PYTHONUTF8=1
if exist .venv\ready goto open
where py >nul 2>nul && (set PY=py -3) || (set PY=python)
%PY% --version >nul 2>nul || goto nopython
echo 第一次打开，正在准备，请稍候……
if exist .venv rmdir /s /q .venv
if not exist wheels goto installed
%PY% -m venv .venv || goto failed
.venv\Scripts\python -m pip install --quiet --no-index --find-links wheels gongbao || goto failed
echo ready>.venv\ready
:open
.venv\Scripts\python -m gongbao desk
if errorlevel 1 pause
exit /b
:installed
where gongbao >nul 2>nul || goto nowheels
gongbao desk
if errorlevel 1 pause
exit /b
:nopython
echo 没有找到 Python：请先安装 Python 3.11 或更高的版本，安装时勾选 Add python.exe to PATH。
pause
exit /b 1
:nowheels
echo 没有找到程序：请把 wheels 文件夹放在这个文件旁边（由网站管理员用 make kit 制作）。
pause
exit /b 1
:failed
echo 没有准备好，请把上面的文字发给网站管理员。再次打开会重新准备。
pause
exit /b 1
