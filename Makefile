# Hai lệnh là đủ: `make run` để chạy, `make test` để kiểm tra. `make help` kể hết.
# The first that really runs: a shim may exist and fail.
PYTHON ?= $(shell for p in python3.11 python3; do $$p -c "" 2>/dev/null && echo $$p && break; done)
ARGS ?=
# Compiled modules are what makes the second start fast.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: help setup run test doctor clean

help:
	@echo "make setup   cài hai môi trường, dựng mô hình, dạy Rasa; chạy lại bao nhiêu lần cũng được"
	@echo "make run     cài nếu cần rồi chạy toàn bộ hệ thống; Ctrl-C để dừng"
	@echo "make test    cài những gì kiểm thử cần rồi chạy mọi bài kiểm tra (ARGS='-k từ_khóa' để chọn)"
	@echo "make doctor  kiểm tra từng phần của bản cài đặt"
	@echo "make clean   xóa môi trường và những gì đã dựng; giữ .env và dữ liệu trong var/"

setup:
	@$(PYTHON) -m bot.setup

# exec: signals reach the stack itself, and its exit status is make's.
run:
	@$(PYTHON) -m bot.setup && exec .venv/bin/dean06 run

test:
	@$(PYTHON) -m bot.setup --dev && exec .venv/bin/python -m pytest $(ARGS)

doctor:
	@$(PYTHON) -m bot.setup.doctor

clean:
	rm -rf .venv .venv-rasa models/encoder/built models/index/built models/rasa/built models/rasa/project
	rm -rf .pytest_cache .mypy_cache .ruff_cache *.egg-info build
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
