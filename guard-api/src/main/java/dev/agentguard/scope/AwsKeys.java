package dev.agentguard.scope;

/** What the two halves of an AWS access key look like. */
final class AwsKeys {

    private static final int ID_LENGTH = 20;
    private static final int SECRET_LENGTH = 40;

    private AwsKeys() {}

    static boolean isId(String text) {
        if (text.length() != ID_LENGTH || !(text.startsWith("AKIA") || text.startsWith("ASIA"))) {
            return false;
        }
        for (int i = 4; i < ID_LENGTH; i++) {
            char c = text.charAt(i);
            if ((c < 'A' || c > 'Z') && (c < '0' || c > '9')) {
                return false;
            }
        }
        return true;
    }

    /** Forty characters of base64 with both cases and a digit; a commit's name has one case. */
    static boolean isSecret(String text) {
        if (text.length() != SECRET_LENGTH) {
            return false;
        }
        boolean upper = false;
        boolean lower = false;
        boolean digit = false;
        for (int i = 0; i < SECRET_LENGTH; i++) {
            char c = text.charAt(i);
            upper |= c >= 'A' && c <= 'Z';
            lower |= c >= 'a' && c <= 'z';
            digit |= c >= '0' && c <= '9';
            boolean known = (c >= 'A' && c <= 'Z')
                    || (c >= 'a' && c <= 'z')
                    || (c >= '0' && c <= '9')
                    || c == '+'
                    || c == '/'
                    || c == '=';
            if (!known) {
                return false;
            }
        }
        return upper && lower && digit;
    }
}
