"""The plugin as a tester meets it: pytest runs on files of conversations."""

from __future__ import annotations

from collections.abc import Callable

import pytest

Run = Callable[..., pytest.RunResult]

GOOD = """
    conversations:
      - name: hỏi phí
        turns:
          - send: Làm lại thẻ mất bao nhiêu?
            expect: {status: answered, contains: "35.000 đồng", not_contains: "70.000"}
      - name: hỏi rồi bấm nút
        channel: terminal
        turns:
          - send: Làm lại thẻ
            expect: {contains: "lượt 1"}
          - tap: Làm ở đâu
            expect: {contains: ["Lượt 2", "v1:passage:a.noi_lam"]}
"""


def output(result: pytest.RunResult) -> str:
    return result.stdout.str()


def test_each_conversation_is_an_item_of_its_own(run: Run) -> None:
    result = run({"followups/phi.yml": GOOD}, "-v")
    result.assert_outcomes(passed=2)
    assert "phi.yml::hỏi phí PASSED" in output(result)
    assert "phi.yml::hỏi rồi bấm nút PASSED" in output(result)


def test_items_are_chosen_with_k(run: Run) -> None:
    run({"phi.yml": GOOD}, "-k", "bấm").assert_outcomes(passed=1, deselected=1)


def test_yaml_outside_of_conversations_is_left_alone(run: Run, pytester: pytest.Pytester) -> None:
    (pytester.path / "compose.yml").write_text("services: {}")
    run({"phi.yml": GOOD}).assert_outcomes(passed=2)


def test_failure_shows_turn_sent_expected_got_and_the_reply(run: Run) -> None:
    result = run(
        {
            "phi.yml": """
            conversations:
              - name: sai phí
                turns:
                  - send: chào
                    expect: {status: answered}
                  - tap: Dừng lại
                    expect:
                      topic: ho_chieu
                      contains: ["35.000 đồng", "50.000 đồng"]
                      not_warnings: scam
            """
        }
    )
    result.assert_outcomes(failed=1)
    result.stdout.fnmatch_lines(
        [
            "phi.yml, line 2: sai phí [[]rest]",
            "  turn 2 of 2, line 6",
            "  sent      tap on 'Dừng lại'",
            "  expected  topic: ho_chieu * (line 8)",
            "  got       topic: cancuoc_le_phi_thoi_han",
            "  expected  contains: 50.000 đồng * (line 9)",
            "  got       contains: Lượt 2: v1:stop. Phí 35.000 đồng. *",
            "  expected  not_warnings: scam *",
            "  reply after * ms (answered, topic cancuoc_le_phi_thoi_han, passages cancuoc_le_phi.cap_lai):",
            "  | ⚠ Coi chừng lừa đảo.",
            "  | Lượt 2: v1:stop. Phí 35.000 đồng.",
            "  |   1. Đến Công an cấp xã.",
            "  turns before:",
            "  1. sent text 'chào'",
        ]
    )
    assert "Traceback" not in output(result)


def test_a_wrong_key_stops_the_file_with_its_name_and_line_and_keeps_other_files(run: Run) -> None:
    wrong = GOOD.replace("{status: answered,", "{statsu: answered,")
    result = run({"dung.yml": GOOD, "sai.yml": wrong}, "--continue-on-collection-errors")
    result.assert_outcomes(passed=2, errors=1)
    result.stdout.fnmatch_lines(
        ["conversations/sai.yml, line 5: unknown key `statsu`, allowed are status, not_status, topic, *"]
    )
    assert "Traceback" not in output(result)


def test_a_button_that_is_not_there_is_named_with_those_that_are(run: Run) -> None:
    result = run(
        {
            "nut.yml": """
            conversations:
              - name: nút lạ
                turns:
                  - {send: chào, expect: {answers: 1}}
                  - {tap: Mua vé, expect: {answers: 1}}
            """
        }
    )
    result.assert_outcomes(failed=1)
    assert "no button 'Mua vé' in the last reply; its buttons: 'Làm ở đâu', 'Dừng lại'" in output(result)


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ("send: hỏng", "found status 500 and 'Internal Server Error', expected {\"answers\": [[]Answer, …]}"),
        ("send: chào", "today: found 2023-03-01, expected 2026-11-24, the day of the running stack*"),
    ],
)
def test_what_cannot_be_played_says_why(run: Run, row: str, told: str) -> None:
    today = "" if "hỏng" in row else "today: 2023-03-01"
    content = f"""
    conversations:
      - name: không chạy được
        {today}
        turns:
          - {row}
            expect: {{answers: 1}}
    """
    result = run({"a.yml": content})
    result.assert_outcomes(failed=1)
    result.stdout.fnmatch_lines([f"*{told}"])


def test_a_stack_that_is_down_fails_the_conversation_with_its_address(run: Run) -> None:
    result = run({"phi.yml": GOOD}, conftest=DOWN)
    result.assert_outcomes(failed=2)
    result.stdout.fnmatch_lines(["*no reply  POST http://127.0.0.1:9/api/chat failed: ConnectError: *"])


DOWN = """
@pytest.fixture(scope="session")
def stack():
    return SimpleNamespace(base_url="http://127.0.0.1:9", day=dt.date(2026, 11, 24))
"""


def test_a_channel_joins_through_the_fixture(run: Run) -> None:
    telegram = """
    from bot.suites.drivers import Reply

    class Echo:
        def __init__(self, stack, conversation_id):
            pass

        def send_text(self, text):
            return Reply((f"<b>{text}</b>",), ("Menu",))

    @pytest.fixture(scope="session")
    def channel_drivers():
        return {"telegram": Echo}
    """
    content = """
    conversations:
      - name: qua Telegram
        channel: telegram
        turns: [{send: xin chào, expect: {contains: "<b>xin chào</b>", buttons: Menu}}]
      - name: qua REST
        turns: [{send: xin chào, expect: {answers: 1}}]
    """
    result = run({"kenh.yml": content}, conftest=telegram)
    result.assert_outcomes(passed=1, failed=1)
    assert "channel: found rest, expected one that has a driver: telegram" in output(result)


REVERSED = """
def pytest_collection_modifyitems(items):
    items.reverse()
"""


@pytest.mark.parametrize("conftest", ["", REVERSED])
def test_results_do_not_depend_on_the_order(run: Run, conftest: str) -> None:
    result = run({"a.yml": GOOD, "b.yml": GOOD}, "-v", conftest=conftest)
    result.assert_outcomes(passed=4)
    first = next(line for line in result.outlines if "PASSED" in line)
    assert ("hỏi rồi bấm nút" in first) == bool(conftest)
