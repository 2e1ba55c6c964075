package dev.agentguard.scope;

import java.util.function.Consumer;

/**
 * Splits text into the runs that could be a secret. A run ends at white space, quotes, commas and brackets; within a
 * run every stretch between separators such as {@code =}, {@code :} and {@code /} counts too, alone and together with
 * its neighbours, because a secret may contain them and may stand behind one ({@code TOKEN=abc==}).
 *
 * <p>Linear in the text: long runs are looked at whole and piece by piece only.
 */
final class TokenRuns {

    /** Shorter runs are words, not secrets that could be told apart. */
    static final int SHORTEST = 12;

    private static final int LONGEST = 4096;
    private static final int MOST_JOINED = 7;
    private static final String ENDS = "\"'`,()[]{}<>";
    private static final String SEPARATORS = "=:/@&?;#|";
    private static final String TRAILING = ".!?;:,\\";

    private TokenRuns() {}

    /** Hands each run on, in order of the text; the same run may come more than once. */
    static void forEach(String text, Consumer<String> consumer) {
        int start = 0;
        for (int i = 0; i <= text.length(); i++) {
            if (i == text.length() || ends(text.charAt(i))) {
                if (i - start >= SHORTEST) {
                    pieces(text.substring(start, i), consumer);
                }
                start = i + 1;
            }
        }
    }

    private static boolean ends(char c) {
        return c <= ' ' || c == 0x7f || ENDS.indexOf(c) >= 0 || Character.isWhitespace(c) || c == '\u00a0';
    }

    private static void pieces(String run, Consumer<String> consumer) {
        offer(run, consumer);
        int[] starts = new int[MOST_JOINED];
        int known = 0;
        int pieceStart = 0;
        for (int i = 0; i <= run.length(); i++) {
            boolean atEnd = i == run.length();
            if (!atEnd && SEPARATORS.indexOf(run.charAt(i)) < 0) {
                continue;
            }
            if (known == MOST_JOINED) {
                System.arraycopy(starts, 1, starts, 0, MOST_JOINED - 1);
                known--;
            }
            starts[known++] = pieceStart;
            for (int from = 0; from < known; from++) {
                if (starts[from] > 0 || !atEnd) {
                    offer(run.substring(starts[from], i), consumer);
                }
            }
            pieceStart = i + 1;
        }
    }

    private static void offer(String piece, Consumer<String> consumer) {
        if (piece.length() < SHORTEST || piece.length() > LONGEST) {
            return;
        }
        consumer.accept(piece);
        int end = piece.length();
        while (end > 0 && TRAILING.indexOf(piece.charAt(end - 1)) >= 0) {
            end--;
        }
        if (end < piece.length() && end >= SHORTEST) {
            consumer.accept(piece.substring(0, end));
        }
    }
}
