package dev.agentguard.effect.sql;

/** Recognises statements that set a password. */
final class Access {

    private Access() {}

    static boolean setsPassword(Tokens tokens, Segment statement) {
        for (int i = statement.from(); i < statement.to(); i++) {
            switch (tokens.word(i)) {
                case "PASSWORD" -> {
                    if (tokens.at(i + 1).isString() || tokens.isSymbol(i + 1, '=') || tokens.is(i + 1, "NULL")) {
                        return true;
                    }
                }
                case "IDENTIFIED", "RSA_PUBLIC_KEY" -> {
                    return true;
                }
                default -> {}
            }
        }
        return false;
    }
}
