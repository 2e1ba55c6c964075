package dev.agentguard.rules.prose;

import java.util.List;
import java.util.Set;

/** Who a sentence speaks to. "The worker must never delete a message" tells an agent nothing about what it may do. */
final class Subject {

    private static final Set<String> AGENTS = Set.of(
            "you",
            "agent",
            "agents",
            "ai",
            "assistant",
            "assistants",
            "claude",
            "code",
            "copilot",
            "gemini",
            "cursor",
            "codex",
            "cline",
            "windsurf",
            "kiro",
            "devin",
            "model",
            "models",
            "llm",
            "llms",
            "bot",
            "bots",
            "we",
            "everyone",
            "nobody",
            "anyone",
            "coding",
            "automated",
            "subagent",
            "subagents",
            "i",
            "it",
            "tool",
            "tools",
            "please",
            "important",
            "critical",
            "note",
            "rule",
            "warning",
            "remember",
            "also",
            "and",
            "but",
            "so",
            "or",
            "always",
            "absolutely",
            "strictly",
            "explicitly",
            "actively",
            "therefore",
            "however",
            "the",
            "an",
            "a",
            "all",
            "any",
            "must",
            "should",
            "shall",
            "will",
            "may",
            "is",
            "are",
            "actions",
            "danger",
            "caution",
            "golden",
            "hard",
            "security",
            "safety",
            "stop",
            "then",
            "instead",
            "developers",
            "contributors",
            "under",
            "operation",
            "mandatory",
            "requirement",
            "to",
            "otherwise",
            "that",
            "this",
            "means",
            "as",
            "your",
            "job",
            "instructions",
            "no",
            "exceptions",
            "ever",
            "do",
            "just",
            "read",
            "carefully",
            "first",
            "second",
            "for",
            "never",
            "ok",
            "policy",
            "here");

    private static final Set<String> KINDS =
            Set.of("agents", "subagents", "assistants", "bots", "llms", "copilots", "claude", "codex", "copilot");

    private Subject() {}

    /** Whether these words in front of a prohibition leave it to those who read the file. */
    static boolean isAgent(List<Token> words) {
        List<Token> last = afterMark(words);
        List<Token> named = last.stream().filter(Token::isWord).toList();
        // "executor agents must not …": agents of whatever kind
        boolean kind = !named.isEmpty()
                && named.size() <= 4
                && KINDS.contains(named.get(named.size() - 1).word());
        return kind
                || last.stream()
                        .allMatch(token -> token.type() == Token.Type.MARK
                                || (token.isWord()
                                        && (AGENTS.contains(token.word())
                                                || token.word().endsWith("ly")
                                                || isNumber(token.word()))));
    }

    /** The same, where what is done may stand in front too: "pushes to main only after approval". */
    static boolean isAgentOrThing(List<Token> words) {
        if (isAgent(words)) {
            return true;
        }
        return words.stream()
                .filter(Token::isWord)
                .map(Token::word)
                .anyMatch(word -> Verb.of(word) != null || Verb.nominal(word) != null);
    }

    private static boolean isNumber(String word) {
        return Character.isDigit(word.charAt(0));
    }

    /** "Database safety: never …", "Git — never …": a label says nothing of who. */
    private static List<Token> afterMark(List<Token> words) {
        for (int i = words.size() - 1; i >= 0; i--) {
            Token token = words.get(i);
            if (token.is(":")
                    || token.is("—")
                    || token.is("–")
                    || token.is("-")
                    || token.is(",")
                    || token.is("]")
                    || token.is("(")
                    || token.is(")")) {
                return words.subList(i + 1, words.size());
            }
        }
        return words;
    }
}
