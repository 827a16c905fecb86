"""What the encoder's vectors are good for, and that the fast way of computing them is near the exact one."""

from __future__ import annotations

import subprocess
import sys
import threading

import numpy as np
import pytest

from knowledge.encoder.builtin import BuiltinEncoder
from knowledge.encoder.errors import EncoderError
from knowledge.encoder.expand import BUILT, expand
from knowledge.encoder.load import Encoder
from knowledge.encoder.named import NamedEncoder

QUESTIONS = [
    "Làm căn cước cho con dưới 6 tuổi ở đâu?",
    "Bị khóa tài khoản VNeID thì làm thế nào?",
    "Đăng ký tạm trú cho người thuê trọ cần giấy tờ gì?",
    "Cán bộ gọi điện đòi mã OTP là thật hay lừa đảo?",
]
PASSAGES = [
    "Trẻ em dưới 6 tuổi làm thẻ căn cước qua dịch vụ công hoặc ứng dụng định danh, không phải thu nhận sinh trắc học.",
    "Tài khoản định danh điện tử bị khóa được mở lại khi chủ tài khoản gọi tổng đài hoặc đến Công an cấp xã.",
    "Hồ sơ đăng ký tạm trú gồm tờ khai thay đổi thông tin cư trú và giấy tờ chứng minh chỗ ở hợp pháp.",
    "Cán bộ không gọi điện yêu cầu cài phần mềm hay cung cấp mã OTP; đó là thủ đoạn lừa đảo chiếm đoạt tài sản.",
]


@pytest.fixture(scope="module")
def encoder() -> Encoder:
    expand()
    return Encoder.load()


@pytest.fixture(scope="module")
def through_sentence_transformers() -> Encoder:
    expand()
    return Encoder.load(str(BUILT))


def test_every_question_is_nearest_to_its_own_passage(encoder: Encoder) -> None:
    cosines = encoder.encode_queries(QUESTIONS) @ encoder.encode_passages(PASSAGES).T
    assert cosines.argmax(axis=1).tolist() == [0, 1, 2, 3]


def test_a_paraphrase_is_nearer_than_another_topic(encoder: Encoder) -> None:
    asked, paraphrase, other = encoder.encode_queries(
        ["Mất thẻ căn cước thì xin cấp lại ra sao?", "em lỡ đánh rơi thẻ căn cước giờ làm lại thế nào", QUESTIONS[2]]
    )
    assert asked @ paraphrase > asked @ other


def test_a_question_without_accents_still_leans_to_its_accented_form(encoder: Encoder) -> None:
    accented, bare, other = encoder.encode_queries(
        ["Đăng ký thường trú mất bao nhiêu tiền?", "Dang ky thuong tru mat bao nhieu tien?", "Nga yeu con meo nha minh"]
    )
    assert accented @ bare > accented @ other


def test_vectors_are_float32_of_length_one(encoder: Encoder) -> None:
    for vectors in (encoder.encode_queries(QUESTIONS), encoder.encode_passages(PASSAGES)):
        assert vectors.dtype == np.float32
        assert vectors.shape == (4, encoder.dim) == (4, 384)
        assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)


def test_no_texts_give_no_vectors(encoder: Encoder, through_sentence_transformers: Encoder) -> None:
    for each in (encoder, through_sentence_transformers):
        assert each.encode_queries([]).shape == (0, 384)
        assert each.encode_passages([]).shape == (0, 384)


def test_a_vector_does_not_depend_on_what_is_asked_with_it(encoder: Encoder) -> None:
    together = encoder.encode_queries(QUESTIONS)
    alone = np.concatenate([encoder.encode_queries([question]) for question in QUESTIONS])
    assert np.array_equal(together, alone)


def test_threads_asking_at_once_get_the_same_vectors(encoder: Encoder) -> None:
    expected = encoder.encode_queries(QUESTIONS)
    answers: list[np.ndarray] = []
    threads = [threading.Thread(target=lambda: answers.append(encoder.encode_queries(QUESTIONS))) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(answers) == 8
    assert all(np.array_equal(answer, expected) for answer in answers)


@pytest.mark.parametrize("text", ["", " ", "🙂", "漢字 ผม", "\x00", "a" * 5000, "căn cước " * 2000])
def test_any_text_has_a_vector(encoder: Encoder, text: str) -> None:
    for vectors in (encoder.encode_queries([text]), encoder.encode_passages([text])):
        assert np.isfinite(vectors).all()
        assert np.linalg.norm(vectors) == pytest.approx(1, abs=1e-5)


def test_passages_are_those_of_the_sentence_transformers_model(
    encoder: Encoder, through_sentence_transformers: Encoder
) -> None:
    texts = [*PASSAGES, "căn cước " * 600]
    fast, plain = encoder.encode_passages(texts), through_sentence_transformers.encode_passages(texts)
    assert (fast * plain).sum(axis=1).min() > 0.9999


def test_questions_are_near_those_of_the_sentence_transformers_model(
    encoder: Encoder, through_sentence_transformers: Encoder
) -> None:
    fast, plain = encoder.encode_queries(QUESTIONS), through_sentence_transformers.encode_queries(QUESTIONS)
    assert (fast * plain).sum(axis=1).min() > 0.9977  # the least of 400 XQuAD-vi questions (models/encoder/CARD.md)


def test_fingerprints_name_the_model_and_the_way_it_is_run(
    encoder: Encoder, through_sentence_transformers: Encoder
) -> None:
    assert encoder.fingerprint == BuiltinEncoder().fingerprint
    assert encoder.fingerprint != through_sentence_transformers.fingerprint
    assert isinstance(through_sentence_transformers, NamedEncoder)


def test_an_encoder_that_is_not_built_says_what_to_do(tmp_path: object) -> None:
    with pytest.raises(EncoderError, match=r"manifest.json is missing.*make setup"):
        BuiltinEncoder(tmp_path / "nowhere")  # type: ignore[operator]


def test_the_built_in_encoder_needs_neither_torch_nor_a_network(encoder: Encoder) -> None:
    program = (
        "import socket, sys\n"
        "def refuse(*_): raise SystemExit('the network was asked')\n"
        "socket.socket.connect = socket.getaddrinfo = refuse\n"
        "from knowledge.encoder.load import Encoder\n"
        "Encoder.load().encode_queries(['Căn cước là gì?'])\n"
        "sys.exit(','.join({'torch', 'transformers', 'onnx', 'sklearn'} & set(sys.modules)) or 0)\n"
    )
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=60)
    assert (run.returncode, run.stderr) == (0, ""), run.stderr
