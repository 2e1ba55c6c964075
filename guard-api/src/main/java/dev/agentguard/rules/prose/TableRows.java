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

    /**
     * A cell that says only "Never" or "Ask first" speaks of the other cells of its row; a mere sign only where its
     * column is about what is allowed, since it may as well say that something is not supported.
     */
    static Mood mood(List<List<Token>> header, List<List<Token>> cells, int at) {
        for (int i = 0; at == 0 && i < cells.size(); i++) {
            boolean words = cells.get(i).stream().anyMatch(Token::isWord);
            boolean allows =
                    i < header.size() && header.get(i).stream().anyMatch(token -> ALLOWS.contains(token.word()));
            Mood mood = i == at || !(words || allows) ? Mood.NONE : Mood.of(cells.get(i));
            if (mood.demands()) {
                return mood;
            }
        }
        return Mood.NONE;
    }
}
