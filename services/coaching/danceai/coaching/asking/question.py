"""One question to a model. Pure."""

import json
from dataclasses import dataclass, field

from anthropic.types import MessageParam, ToolParam


@dataclass(frozen=True)
class Question:
    """What is sent. The system text and the tools stay the same from call to call: they are kept by the provider."""

    system: str
    messages: list[MessageParam]
    most_written: int
    """Tokens"""
    tools: list[ToolParam] = field(default_factory=list)
    answers_with: str = ""
    """The tool whose form the answer must have"""
    pictures: tuple[int, ...] = ()
    """Of those among the messages how many bytes each is as it is sent"""

    @property
    def size(self) -> int:
        """Bytes of all that is text."""
        everything = json.dumps([self.system, self.messages, self.tools], ensure_ascii=False)
        return len(everything.encode()) - sum(self.pictures)
