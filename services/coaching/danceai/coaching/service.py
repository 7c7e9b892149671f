"""Coaching: what the numbers mean, in words, and the talk about them."""

from danceai.coaching import listening
from danceai.coaching.chats import answering
from danceai.coaching.chats import reconciling as lost
from danceai.coaching.chats import requests as chats
from danceai.coaching.conversations import ai_answers, attaching, reading, voice_notes
from danceai.coaching.conversations import writing as posting
from danceai.coaching.evaluations import writing
from danceai.coaching.phrase_bank import keeping
from danceai.coaching.phrase_bank import requests as phrases
from danceai.coaching.principles import requests as principles
from danceai.coaching.settings import CoachingSettings
from danceai.coaching.spend import reconciling, sound
from danceai.coaching.spend import requests as spend
from danceai.common.contracts.account import GetProfile
from danceai.common.contracts.analyses import GetAnalysis
from danceai.common.contracts.analysis_files import GetPoses
from danceai.common.contracts.audit import AdministrationChanged
from danceai.common.contracts.coaching import EvaluationFailed, EvaluationWritten
from danceai.common.contracts.conversations import PostWritten
from danceai.common.contracts.couples import GetCouple, ListCouples
from danceai.common.contracts.spend import BudgetNearlySpent
from danceai.common.contracts.transcripts import GetTranscript
from danceai.common.contracts.videos import GetDanceSession
from danceai.common.contracts.voice_notes import WriteDownNote
from danceai.common.frame.service import ObjectAccess, Service

service = Service(
    "coaching",
    settings=CoachingSettings,
    objects=ObjectAccess(writes=("conversations",), reads=("videos", "poses")),
    requests=[
        writing.get_evaluation,
        chats.get_chat,
        chats.ask_chat,
        chats.stop_chat,
        principles.list_principles,
        principles.save_principle,
        principles.translate_principle,
        principles.delete_principle,
        spend.get_spend,
        spend.get_platform_spend,
        spend.list_calls,
        spend.set_budget,
        spend.set_platform_budget,
        phrases.list_phrases,
        phrases.get_phrase_coverage,
        phrases.add_phrase,
        phrases.edit_phrase,
        phrases.merge_phrases,
        posting.open_thread,
        posting.add_post,
        attaching.start_attachment,
        reading.list_threads,
        reading.get_thread,
        reading.list_posts,
        reading.mark_thread_read,
    ],
    jobs=[writing.write_evaluation, answering.answer_chat, ai_answers.answer_thread, keeping.extract_phrases],
    events=[
        listening.on_analysis_deleted,
        keeping.on_transcript_saved,
        keeping.on_transcript_deleted,
        voice_notes.on_note_written,
        voice_notes.on_note_unheard,
        sound.on_sound_heard,
    ],
    asks=[GetAnalysis, GetCouple, GetDanceSession, GetPoses, GetProfile, GetTranscript, ListCouples],
    orders=[WriteDownNote],
    tells=[EvaluationWritten, EvaluationFailed, BudgetNearlySpent, AdministrationChanged, PostWritten],
    reconcilers=[reconciling.lost_calls, lost.lost_answers, ai_answers.lost_answers, voice_notes.unanswered_notes],
)
