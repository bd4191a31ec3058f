#!/bin/sh
# 打开工作台：第一次先用旁边 wheels 文件夹里的程序准备环境；没有这个文件夹的，用已经安装的 gongbao。
cd "$(dirname "$0")" || exit 1
if [ ! -e .venv/ready ]; then
    if [ ! -d wheels ]; then
        command -v gongbao >/dev/null && exec gongbao desk "$@"
        echo "没有找到程序：请把 wheels 文件夹放在这个文件旁边（由网站管理员用 make kit 制作）。" >&2
        exit 1
    fi
    echo "第一次打开，正在准备，请稍候……"
    rm -rf .venv
    python3 -m venv .venv &&
        .venv/bin/python -m pip install --quiet --no-index --find-links wheels gongbao &&
        touch .venv/ready || exit 1
fi
exec .venv/bin/python -m gongbao desk "$@"
