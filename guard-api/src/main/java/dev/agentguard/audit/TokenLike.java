package dev.agentguard.audit;

import java.util.List;

/**
 * Whether a word looks like a token: by the prefixes that issuers use, or because a stretch of it is long and mixed.
 * UUIDs do not: they are ids more often than tokens, and a record without ids would say nothing.
 */
final class TokenLike {

    private static final List<String> PREFIXES = List.of(
            "ghp_",
            "gho_",
            "ghs_",
            "ghu_",
            "ghr_",
            "github_pat_",
            "glpat-",
            "sk-",
            "sk_",
            "pk_",
            "rk_",
            "whsec_",
            "xoxa-",
            "xoxb-",
            "xoxp-",
            "xapp-",
            "AKIA",
            "ASIA",
            "AIza",
            "ya29.",
            "eyJ",
            "npm_",
            "pypi-",
            "hf_",
            "dop_v1_",
            "dckr_pat_",
            "shpat_",
            "SG.",
            "lin_api_",
            "rnd_",
            "nfp_",
            "AGE-SECRET-KEY-");

    private static final int SHORTEST_WITH_PREFIX = 12;
    private static final int SHORTEST_MIXED_CASE = 16;
    private static final int SHORTEST = 20;
    private static final int SHORTEST_LETTERS = 40;
    private static final int KEY_LENGTH = 40;

    private TokenLike() {}

    static boolean test(String word) {
        if (hasKnownPrefix(word)) {
            return true;
        }
        int start = 0;
        for (int i = 0; i <= word.length(); i++) {
            if (i == word.length() || !isAlphanumeric(word.charAt(i))) {
                if (isMixed(word, start, i)) {
                    return true;
                }
                start = i + 1;
            }
        }
        return false;
    }

    static boolean hasKnownPrefix(String word) {
        if (word.length() < SHORTEST_WITH_PREFIX) {
            return false;
        }
        for (String prefix : PREFIXES) {
            if (word.startsWith(prefix)) {
                return true;
            }
        }
        return false;
    }

    /**
     * Returns where a secret in Base64 ends that begins at a position: the alphabet's plus or padding gives it away, or
     * the length of the keys that are forty characters long. Slashes alone do not: paths have them.
     *
     * @return the end, or the position itself if none begins there
     */
    static int encodedFrom(String text, int start) {
        if (!isEncoded(text.charAt(start)) || (start > 0 && isEncoded(text.charAt(start - 1)))) {
            return start;
        }
        int end = start;
        boolean plus = false;
        while (end < text.length() && isEncoded(text.charAt(end))) {
            plus |= text.charAt(end) == '+';
            end++;
        }
        int padded = end;
        while (padded < text.length() && padded - end < 2 && text.charAt(padded) == '=') {
            padded++;
        }
        boolean keyLength = end - start == KEY_LENGTH && text.charAt(start) != '/';
        return (plus || keyLength || (padded > end && !continues(text, padded))) && isMixed(text, start, end)
                ? padded
                : start;
    }

    // NAME=value is no padding
    private static boolean continues(String text, int at) {
        return at < text.length() && isEncoded(text.charAt(at));
    }

    private static boolean isEncoded(char c) {
        return isAlphanumeric(c) || c == '+' || c == '/';
    }

    private static boolean isMixed(String word, int start, int end) {
        int length = end - start;
        if (length < SHORTEST_MIXED_CASE) {
            return false;
        }
        boolean digit = false;
        boolean upper = false;
        boolean lower = false;
        for (int i = start; i < end; i++) {
            char c = word.charAt(i);
            digit |= c >= '0' && c <= '9';
            upper |= c >= 'A' && c <= 'Z';
            lower |= c >= 'a';
        }
        return (digit && upper && lower)
                || (digit && (upper || lower) && length >= SHORTEST)
                || (upper && lower && length >= SHORTEST_LETTERS);
    }

    private static boolean isAlphanumeric(char c) {
        return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
    }
}
