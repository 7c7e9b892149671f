"""Every request of coaching, as it can be sent."""

from uuid import UUID

from danceai.auth.seeding import known_id
from danceai.common.contracts import chats, conversations, evaluations, phrases, principles, spend
from danceai.common.contracts.base import Language
from danceai.local.layout import DEMO_STUDIO
from tests.support.examples import Examples, anew, listing, of_couple, of_studio
from tests.support.two_studios import World

COUPLE = known_id(DEMO_STUDIO, "couple")


def _typed(world: World) -> UUID:
    body = {"text": f"Keep your head left, number {world.fresh()}.", "language": "en", "deficit": "head_position"}
    return UUID(world.admin.call("POST", "/v1/phrases", body)["id"])


def _written(world: World) -> UUID:
    body = {"deficit": "sway", "texts": {"en": "Sway is a result."}}
    return UUID(world.admin.call("POST", "/v1/principles", body)["id"])


def things(world: World) -> dict[str, UUID]:
    """A principle, a phrase, and something that was said to the couple."""
    said = {"kind": "feedback", "couple_id": str(COUPLE), "text": "Longer steps."}
    return {
        "phrase": _typed(world),
        "principle": _written(world),
        "thread": UUID(world.admin.call("POST", "/v1/conversations", said)["id"]),
    }


EXAMPLES: Examples = {
    evaluations.GetEvaluation: of_couple(lambda w: evaluations.GetEvaluation(analysis_id=UUID(w.sample["id"]))),
    chats.GetChat: of_couple(lambda w: chats.GetChat(analysis_id=UUID(w.sample["id"]))),
    chats.AskChat: of_couple(lambda w: chats.AskChat(analysis_id=UUID(w.sample["id"]), text="Why?")),
    chats.StopChat: of_couple(lambda w: chats.StopChat(analysis_id=UUID(w.sample["id"]))),
    principles.ListPrinciples: listing(lambda w: principles.ListPrinciples(limit=500), principle="studio"),
    principles.SavePrinciple: anew(lambda w: principles.SavePrinciple(deficit="sway", texts={Language.EN: "Walk."})),
    principles.TranslatePrinciple: of_studio(
        lambda w: principles.TranslatePrinciple(principle_id=w.ids["principle"], language=Language.EN)
    ),
    principles.DeletePrinciple: of_studio(lambda w: principles.DeletePrinciple(principle_id=_written(w))),
    spend.GetSpend: anew(lambda w: spend.GetSpend()),
    spend.GetPlatformSpend: anew(lambda w: spend.GetPlatformSpend()),
    spend.ListCalls: anew(lambda w: spend.ListCalls(limit=1)),
    spend.SetBudget: anew(lambda w: spend.SetBudget(limit=20 * spend.MICRO)),
    spend.SetPlatformBudget: anew(lambda w: spend.SetPlatformBudget(limit=500 * spend.MICRO)),
    conversations.OpenThread: of_couple(
        lambda w: conversations.OpenThread(kind=conversations.ThreadKind.QUESTION, couple_id=COUPLE, text="Why?")
    ),
    conversations.AddPost: of_couple(lambda w: conversations.AddPost(thread_id=w.ids["thread"], text="Because.")),
    conversations.StartAttachment: of_couple(
        lambda w: conversations.StartAttachment(couple_id=COUPLE, media_type="image/png", size_bytes=1)
    ),
    conversations.ListThreads: listing(
        lambda w: conversations.ListThreads(kind=conversations.ThreadKind.FEEDBACK, limit=500), thread="couple"
    ),
    conversations.GetThread: of_couple(lambda w: conversations.GetThread(thread_id=w.ids["thread"])),
    conversations.ListPosts: of_couple(lambda w: conversations.ListPosts(thread_id=w.ids["thread"])),
    conversations.MarkThreadRead: of_couple(lambda w: conversations.MarkThreadRead(thread_id=w.ids["thread"])),
    phrases.ListPhrases: listing(lambda w: phrases.ListPhrases(), phrase="studio"),
    phrases.GetPhraseCoverage: anew(lambda w: phrases.GetPhraseCoverage()),
    phrases.AddPhrase: anew(
        lambda w: phrases.AddPhrase(text="Lower through the knee.", language=Language.EN, deficit="rise_and_fall")
    ),
    phrases.EditPhrase: of_studio(lambda w: phrases.EditPhrase(phrase_id=w.ids["phrase"], text="Keep it left.")),
    phrases.MergePhrases: of_studio(
        lambda w: phrases.MergePhrases(phrase_id=w.ids["phrase"], others=[w.ids["phrase"]])
    ),
}
