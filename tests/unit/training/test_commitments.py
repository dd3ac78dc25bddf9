"""The sentence model that was tried: it learns invented commitments, and knows no body that was left out."""

from pathlib import Path

from minutebook.learn.labeller import read_labeller
from minutebook.rulebook import load_rulebook
from minutebook.training.commitments import LABEL, Data, collect, left_out, train_commitments
from minutebook.training.sentence_features import paragraph_features

MODALS, VERBS = frozenset({"will"}), frozenset({"send"})


def test_features_of_a_commitment_name_who_opens_it_and_what_follows_the_modal() -> None:
    (features,) = paragraph_features(["AO will send the list."], MODALS, VERBS)
    assert {"opens=AB a a", "modal.after=AB", "modal.verb=True", "after-AB:w=will"} <= set(features)
    assert not [f for f in features if "AO" in f]


def test_it_tells_invented_commitments_from_narrative(tmp_path: Path) -> None:
    data = collect([], load_rulebook(None), invented=40)
    train_commitments(tmp_path / "commitments", data)
    labeller = read_labeller(tmp_path / "commitments")
    rulebook = load_rulebook(None)
    words = (frozenset(rulebook.terms["action-modals"]), frozenset(rulebook.terms["action-verbs"]))
    texts = ["AO will circulate the action plan.", "The leaflet was received with thanks."]
    sure = [labeller.probabilities(paragraph_features([text], *words))[0][LABEL] for text in texts]
    assert sure[0] > 0.5 > sure[1]


def test_bodies_are_scored_by_weights_without_them(tmp_path: Path) -> None:
    invented = collect([], load_rulebook(None), invented=24).invented
    told = left_out(
        Data(invented[: len(invented) // 2], invented[len(invented) // 2 :]), tmp_path / "commitments"
    )
    assert told["0.50"]["right"] > told["0.50"]["wrong"]
    assert told["0.95"]["missed"] >= told["0.30"]["missed"]
