package dev.agentguard.scope;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Names behind which a credential stands: of header fields, parameters, variables, options. Names that only look so
 * (page tokens, keys of a cache, numbers of tokens) are none: what a server hands out to be given back is no secret.
 */
final class SecretName {

    private static final int LONGEST = 100;
    private static final int MOST_KNOWN = 2_000;

    /** The names that a program uses are few. */
    private static final Map<String, Boolean> KNOWN = new ConcurrentHashMap<>();

    private static final Set<String> WHOLE = Set.of(
            "token",
            "password",
            "passwd",
            "pwd",
            "pass",
            "passphrase",
            "secret",
            "pat",
            "bearer",
            "authorization",
            "apikey",
            "accesskey",
            "secretkey",
            "authkey",
            "authtoken",
            "apitoken",
            "accesstoken",
            "pgpassword",
            "credential",
            "auth");

    private static final Set<String> KEYS = Set.of(
            "api",
            "access",
            "auth",
            "app",
            "application",
            "subscription",
            "functions",
            "service",
            "secret",
            "master",
            "admin",
            "license",
            "fastly",
            "account");

    private static final Set<String> OTHERS = Set.of(
            "csrf",
            "xsrf",
            "antiforgery",
            "page",
            "next",
            "prev",
            "previous",
            "continuation",
            "pagination",
            "sync",
            "cursor",
            "resume",
            "delta",
            "skip",
            "device",
            "push",
            "idempotency",
            "client",
            "request",
            "upload",
            "public",
            "max",
            "min",
            "stop",
            "type",
            "new",
            "cancellation");

    private SecretName() {}

    /** Returns whether the value behind this name is a credential of whoever sends it. */
    static boolean test(String name) {
        Boolean known = KNOWN.get(name);
        if (known == null) {
            known = read(name);
            if (name.length() <= LONGEST && KNOWN.size() < MOST_KNOWN) {
                KNOWN.put(name, known);
            }
        }
        return known;
    }

    private static boolean read(String name) {
        List<String> words = words(name);
        if (words.isEmpty()) {
            return false;
        }
        String last = words.get(words.size() - 1);
        String before = words.size() > 1 ? words.get(words.size() - 2) : "";
        boolean other = OTHERS.contains(before) && !(before.equals("client") && last.equals("secret"));
        if (other || (words.size() > 2 && OTHERS.contains(words.get(words.size() - 3)))) {
            return false;
        }
        return last.equals("key")
                ? KEYS.contains(before)
                : WHOLE.contains(last)
                        || last.endsWith("password")
                        || last.endsWith("apikey")
                        || last.endsWith("token")
                        || (last.endsWith("secret") && last.length() > 6);
    }

    /** Returns whether the value is the public id of a key, by which a signature says whose it is. */
    static boolean isKeyId(String name) {
        List<String> words = words(name);
        int size = words.size();
        return size > 2
                && words.get(size - 1).equals("id")
                && words.get(size - 2).equals("key")
                && words.get(size - 3).equals("access");
    }

    /** The words of a name in lower case, told apart by case, digits apart from letters not. */
    static List<String> words(String name) {
        List<String> words = new ArrayList<>(4);
        StringBuilder word = new StringBuilder();
        boolean lowerBefore = false;
        for (int i = 0; i < name.length() && i < LONGEST; i++) {
            char c = name.charAt(i);
            boolean part = Character.isLetterOrDigit(c);
            boolean upper = Character.isUpperCase(c);
            if (!part || (upper && lowerBefore)) {
                end(word, words);
            }
            if (part) {
                word.append(Character.toLowerCase(c));
            }
            lowerBefore = part && !upper;
        }
        end(word, words);
        return words;
    }

    private static void end(StringBuilder word, List<String> words) {
        if (!word.isEmpty()) {
            words.add(word.toString());
            word.setLength(0);
        }
    }
}
