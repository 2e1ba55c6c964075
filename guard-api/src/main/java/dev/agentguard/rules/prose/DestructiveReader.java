package dev.agentguard.rules.prose;

import dev.agentguard.annotation.Reversibility;
import dev.agentguard.rules.Nouns;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads a whole class of actions: "destructive or irreversible git commands (e.g. rm, mv)". */
final class DestructiveReader implements PhraseReader {

    private static final Set<String> DEGREES = Set.of("high", "risk", "high-risk");
    private static final int MOST = 2;

    private final ClauseState state;
    private final Cursor words;

    DestructiveReader(ClauseState state) {
        this.state = state;
        this.words = state.words;
    }

    @Override
    public boolean read() {
        if (!ClauseWords.isDestructive(words.word())) {
            return false;
        }
        int end = words.at();
        boolean irreversibleOnly = true;
        List<String> tools = new ArrayList<>();
        for (; end < words.size() && !isHead(words.token(end)); end++) {
            Token token = words.token(end);
            if (ClauseWords.isDestructive(token.word())) {
                irreversibleOnly &= token.is("irreversible");
            } else if (isTool(token)) {
                tools.add(token.word());
            }
        }
        boolean code = tools.stream().anyMatch(ClauseWords::isOfCode);
        boolean noun = !tools.isEmpty() && !words.isWord(end) && Tools.of(tools) == null;
        if (noun || tools.size() > MOST || code) {
            state.findings.refuse(code ? Reasons.CODE : Reasons.UNKNOWN_ACTION);
            return true;
        }
        words.moveTo(words.isWord(end) ? end + 1 : end);
        found(tools, irreversibleOnly);
        return true;
    }

    private static boolean isHead(Token token) {
        String noun = Nouns.singular(token.word());
        boolean act =
                token.isWord() && (Vocabulary.ACTS.contains(noun) || noun.equals("code") || noun.equals("change"));
        return act || token.is("(") || token.isCode();
    }

    private static boolean isTool(Token token) {
        return token.isWord()
                && !ClauseWords.LINKS.contains(token.word())
                && !Vocabulary.FILLERS.contains(token.word())
                && !DEGREES.contains(token.word());
    }

    private void found(List<String> tools, boolean irreversibleOnly) {
        Condition any = Effects.any(irreversibleOnly ? Reversibility.IRREVERSIBLE : Reversibility.RECOVERABLE);
        state.clause.closed = true;
        Condition limit = state.tool == null ? null : Tools.of(state.tool);
        if (limit != null) {
            state.findings.add(AllOf.of(any, limit));
            return;
        }
        if (tools.isEmpty()) {
            state.findings.add(any);
        } else {
            generalised(any, tools, irreversibleOnly);
        }
        examples();
    }

    /** "destructive git commands" are forbidden of git, and asked about of everything else. */
    private void generalised(Condition any, List<String> tools, boolean irreversibleOnly) {
        Condition own = Tools.of(tools);
        if (own != null) {
            state.findings.add(AllOf.of(any, own));
        }
        state.findings.add(Found.generalised(
                any,
                "it says `" + String.join(" ", tools) + "` and is read as any "
                        + (irreversibleOnly ? "irreversible" : "destructive or irreversible")
                        + " operation; a human decides"));
    }

    /** "(e.g. rm, mv, sudo)": members of the class, which the class need not hold otherwise. */
    private void examples() {
        if (words.isAtEnd() || !words.token().is("(")) {
            return;
        }
        int i = words.at() + 1;
        for (; i < words.size() && !words.token(i).is(")"); i++) {
            String text = command(i);
            CodeExample example = text == null ? null : state.examples.read(text, true);
            if (example != null && example.kind() == CodeExample.Kind.COMMAND) {
                state.findings.add(example.condition());
            }
        }
        words.moveTo(Math.min(words.size(), i + 1));
    }

    private @Nullable String command(int i) {
        Token token = words.token(i);
        if (token.isCode()) {
            return token.text().strip();
        }
        if (!Programs.isOne(token.word())) {
            return null;
        }
        String line = PlainCommand.at(words.tokens(), i, state.examples);
        return line == null ? token.word() : line;
    }
}
