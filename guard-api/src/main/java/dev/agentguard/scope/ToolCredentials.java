package dev.agentguard.scope;

import dev.agentguard.action.ToolCall;
import dev.agentguard.effect.Kept;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Finds the credentials among the arguments of a tool: by the argument's name, and anywhere what is known already and
 * looks like a token. A tool that stores a secret does not use it. Bounded; not safe for use by threads.
 */
public final class ToolCredentials {

    private static final int DEEPEST = 8;
    private static final int MOST_VALUES = 1_000;
    private static final int SHORTEST = 8;
    private static final int SHORTEST_RUN = 16;
    private static final int LOOKED_AT = 16 * 1024;
    private static final int MOST_RUNS = 500;

    private static final Set<String> STORING = Set.of(
            "create",
            "add",
            "register",
            "set",
            "update",
            "put",
            "store",
            "save",
            "change",
            "reset",
            "rotate",
            "generate",
            "upsert",
            "write",
            "insert",
            "sign");
    private static final Set<String> STORED = Set.of(
            "user",
            "users",
            "account",
            "accounts",
            "password",
            "secret",
            "secrets",
            "credential",
            "credentials",
            "variable",
            "variables",
            "env",
            "environment",
            "config",
            "configuration",
            "setting",
            "settings",
            "key",
            "token",
            "member",
            "customer",
            "webhook",
            "up");

    /** Text that is written somewhere as it is. What stands in it is not used. */
    private static final Set<String> CONTENT = Set.of(
            "content",
            "contents",
            "text",
            "newstring",
            "oldstring",
            "newstr",
            "oldstr",
            "newtext",
            "oldtext",
            "filetext",
            "diff",
            "patch",
            "edits",
            "snippet",
            "code",
            "codeedit",
            "message",
            "description",
            "summary",
            "comment");

    private static final Kept<Boolean> STORES = new Kept<>(ToolCredentials::stores);
    private static final Kept<Named> NAMED = new Kept<>(Named::of);

    private final BiPredicate<Credential, Boolean> known;
    private @Nullable CredentialForms forms;
    private int values;
    private int runs;

    /** What an argument's name says of its value. */
    private record Named(boolean secret, boolean content) {
        static Named of(String name) {
            return new Named(SecretName.test(name), holdsContent(name));
        }
    }

    private ToolCredentials(BiPredicate<Credential, Boolean> known) {
        this.known = known;
    }

    /**
     * Returns the credentials of a call.
     *
     * @param call the call
     * @param known tells whether a credential was declared or, if it looks like a token, seen before
     * @param lines the arguments that are read as command lines, which are looked at elsewhere
     * @return every form of every credential, by fingerprint and place
     */
    public static List<Credential> read(ToolCall call, BiPredicate<Credential, Boolean> known, Set<String> lines) {
        ToolCredentials credentials = new ToolCredentials(known);
        boolean used = !STORES.of(call.tool());
        for (Map.Entry<String, @Nullable Object> argument : call.arguments().entrySet()) {
            if (!lines.contains(argument.getKey())) {
                credentials.value(argument.getKey(), argument.getValue(), used, 0);
            }
        }
        return credentials.forms == null ? List.of() : credentials.forms.credentials();
    }

    private static boolean stores(String tool) {
        Set<String> words = new HashSet<>(SecretName.words(tool));
        return words.stream().anyMatch(STORING::contains) && words.stream().anyMatch(STORED::contains);
    }

    private static boolean holdsContent(String name) {
        return CONTENT.contains(String.join("", SecretName.words(name)));
    }

    private void map(Map<?, ?> arguments, boolean used, int depth) {
        for (Map.Entry<?, ?> argument : arguments.entrySet()) {
            value(String.valueOf(argument.getKey()), argument.getValue(), used, depth);
        }
    }

    private void value(String name, @Nullable Object value, boolean used, int depth) {
        if (values++ > MOST_VALUES || depth > DEEPEST) {
            return;
        }
        if (value instanceof String text) {
            text(name, text, used);
        } else if (value instanceof Map<?, ?> map) {
            map(map, used, depth + 1);
        } else if (value instanceof List<?> list) {
            for (Object item : list) {
                value(name, item, used, depth + 1);
            }
        }
    }

    private void text(String name, String text, boolean used) {
        Named named = NAMED.of(name);
        if (used && text.length() >= SHORTEST && named.secret()) {
            AuthorizationHeader.read(text, "argument " + Shown.text(name), forms());
        } else if (!named.content()) {
            String looked = text.length() > LOOKED_AT ? text.substring(0, LOOKED_AT) : text;
            if (used && TextCredentials.mayBeIn(looked)) {
                TextCredentials.read(looked, "argument " + Shown.text(name), forms());
            }
            if (hasRun(looked)) {
                Decodings.forEach(looked, plain -> TokenRuns.forEach(plain, run -> run(name, run)));
            }
        }
    }

    private CredentialForms forms() {
        CredentialForms made = forms;
        if (made == null) {
            made = new CredentialForms();
            forms = made;
        }
        return made;
    }

    /** Prose has no words as long as a token: looked at backwards from where one would end, most of it is passed over. */
    private static boolean hasRun(String text) {
        int start = 0;
        while (start + SHORTEST_RUN <= text.length()) {
            int i = start + SHORTEST_RUN - 1;
            while (i >= start && text.charAt(i) > ' ') {
                i--;
            }
            if (i < start) {
                return true;
            }
            start = i + 1;
        }
        return false;
    }

    /** What is only known is an id as often as a token, so it must look like the latter too. */
    private void run(String name, String run) {
        if (run.length() >= SHORTEST_RUN && runs++ < MOST_RUNS) {
            Credential credential = Credential.of(run, "argument " + Shown.text(name));
            if (known.test(credential, TokenLook.test(run))) {
                forms().one(run, credential.where());
            }
        }
    }
}
