package dev.agentguard.rules.prose;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Rows and cells of a table that stands in a paragraph, {@code | a | b |}. */
final class TableRows {

    private static final int MOST = 5_000;

    private static final Set<String> ALLOWS = Set.of(
            "allowed",
            "permitted",
            "permission",
            "allow",
            "agent",
            "agents",
            "claude",
            "ai",
            "ok",
            "may",
            "can",
            "verdict",
            "policy");

    private static final Set<String> SHELLS = Set.of("bash", "sh", "zsh", "xargs", "python", "tee", "sudo");

    private TableRows() {}

    /** Returns the header and the rows; none if this is no table. */
    static List<List<Token>> of(List<Token> tokens) {
        List<List<Token>> rows = new ArrayList<>();
        int line = -1;
        for (Token token : tokens) {
            if (token.line() != line) {
                rows.add(new ArrayList<>());
                line = token.line();
            }
            rows.get(rows.size() - 1).add(token);
            if (rows.size() > MOST) {
                return List.of();
            }
        }
        if (isHeadless(rows)) {
            rows.add(0, List.of());
            return rows;
        }
        boolean table = rows.size() > 2
                && rows.stream().allMatch(row -> row.stream().anyMatch(token -> token.is("|")))
                && rows.get(1).stream()
                        .allMatch(token -> token.is("|")
                                || token.is("—")
                                || token.is(":")
                                || token.text().startsWith("-"));
        if (table) {
            rows.remove(1);
        }
        return table ? rows : List.of();
    }

    /** Rows behind a table that something interrupted: no header, and each between bars. */
    private static boolean isHeadless(List<List<Token>> rows) {
        return !rows.isEmpty()
                && rows.stream().allMatch(TableRows::isBetweenBars)
                && rows.stream().noneMatch(row -> row.stream().noneMatch(token -> token.isWord() || token.isCode()));
    }

    private static boolean isBetweenBars(List<Token> row) {
        return row.size() > 4
                && row.get(0).is("|")
                && row.get(row.size() - 1).is("|")
                && row.stream().filter(token -> token.is("|")).count() > 2;
    }

    /** Whether there is code and nothing else: a path, a command line. */
    static boolean isOnlyCode(List<Token> cell) {
        return cell.stream().anyMatch(Token::isCode)
                && cell.stream()
                        .allMatch(token -> token.isCode() || token.type() == Token.Type.MARK || token.is("and"));
    }

    static List<List<Token>> cells(List<Token> row) {
        List<List<Token>> cells = new ArrayList<>();
        List<Token> cell = new ArrayList<>();
        boolean first = true;
        for (Token token : row) {
            if (token.is("|")) {
                if (!first || !cell.isEmpty()) {
                    cells.add(cell);
                }
                cell = new ArrayList<>();
            } else {
                cell.add(token);
            }
            first = false;
        }
        if (!cell.isEmpty()) {
            cells.add(cell);
        }
        return cells;
    }

    /** What a cell says, or its first sentence: "Human only. It touches production." */
    private static Mood said(List<Token> cell) {
        Mood mood = Mood.of(cell);
        List<List<Token>> sentences = mood.isNone() ? Tokens.sentences(cell) : List.of();
        return sentences.size() > 1 ? Mood.of(sentences.get(0)) : mood;
    }

    /** The parts of a line with bars that is no row: "use bun | do not push". */
    static List<List<Token>> barred(List<Token> tokens) {
        List<List<Token>> parts = new ArrayList<>();
        int start = 0;
        for (int i = 1; i + 1 < tokens.size(); i++) {
            boolean bar = tokens.get(i).is("|") && tokens.get(i).type() == Token.Type.MARK;
            boolean piped = Programs.isOne(tokens.get(i - 1).word())
                    || SHELLS.contains(tokens.get(i + 1).word());
            if (bar
                    && !piped
                    && !tokens.get(i).before().isEmpty()
                    && !tokens.get(i + 1).before().isEmpty()) {
                parts.add(tokens.subList(start, i));
                start = i + 1;
            }
        }
        parts.add(tokens.subList(start, tokens.size()));
        return parts;
    }

    /**
     * A cell that says only "Never" or "Ask first" speaks of the other cells of its row; a mere sign only where its
     * column is about what is allowed, since it may as well say that something is not supported.
     */
    static Mood mood(List<List<Token>> header, List<List<Token>> cells, int at) {
        for (int i = 0; at == 0 && i < cells.size(); i++) {
            // "No" answers what its column asks
            boolean words =
                    cells.get(i).stream().anyMatch(token -> token.isWord() && !token.is("no") && !token.is("yes"));
            boolean allows =
                    i < header.size() && header.get(i).stream().anyMatch(token -> ALLOWS.contains(token.word()));
            Mood mood = i == at || !(words || allows) ? Mood.NONE : said(cells.get(i));
            if (mood.demands()) {
                return mood;
            }
        }
        return Mood.NONE;
    }
}
