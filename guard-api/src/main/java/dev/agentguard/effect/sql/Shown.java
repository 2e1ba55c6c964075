package dev.agentguard.effect.sql;

import dev.agentguard.effect.ShownValue;

/**
 * A statement as it is shown: its words without comments, its literals only where they are compared with something that
 * is no secret.
 */
final class Shown {

    private static final int LONGEST = 200;

    private Shown() {}

    static String of(Tokens tokens, Segment segment) {
        StringBuilder out = new StringBuilder();
        boolean hides = holdsSecret(tokens, segment);
        for (int i = segment.from(); i < segment.to() && out.length() <= LONGEST; i++) {
            Token token = tokens.at(i);
            boolean apart = i > segment.from() && tokens.at(i - 1).end() != token.start();
            if (apart) {
                out.append(' ');
            }
            if (token.isString()) {
                out.append('\'')
                        .append(!hides && shows(tokens, i) ? token.text() : "…")
                        .append('\'');
            } else if (token.type() == Token.Type.META) {
                out.append('\\').append(command(token.text()));
            } else {
                out.append(tokens.source(), token.start(), Math.min(token.end(), token.start() + LONGEST + 1));
            }
        }
        return out.toString();
    }

    /** Where a password is set, no literal is shown: dialects write it at many places. */
    private static boolean holdsSecret(Tokens tokens, Segment segment) {
        int to = Math.min(segment.to(), segment.from() + LONGEST);
        for (int i = segment.from(); i < to; i++) {
            switch (tokens.word(i)) {
                case "PASSWORD", "IDENTIFIED", "SECRET", "CREDENTIAL", "CREDENTIALS", "PASSPHRASE", "ENCRYPTION" -> {
                    return true;
                }
                default -> {}
            }
        }
        return false;
    }

    private static String command(String text) {
        int end = 0;
        while (end < text.length() && !Characters.isSpace(text.charAt(end))) {
            end++;
        }
        return end == text.length() ? text : text.substring(0, end) + " …";
    }

    private static boolean shows(Tokens tokens, int i) {
        Token operator = tokens.at(Math.max(0, i - 1));
        boolean compared = operator.isSymbol('=') || operator.isSymbol('<') || operator.isSymbol('>');
        if (!compared && !(operator.isWord() && operator.text().equals("LIKE"))) {
            return false;
        }
        int name = i - 2;
        while (name > 0 && tokens.at(name).type() == Token.Type.SYMBOL) {
            name--;
        }
        String text = tokens.at(i).text();
        return name >= 0
                && text.length() <= 60
                && !ShownValue.looksSecret(tokens.at(name).text())
                && !ShownValue.isSecret(text);
    }
}
