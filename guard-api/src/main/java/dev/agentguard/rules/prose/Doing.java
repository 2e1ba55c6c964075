package dev.agentguard.rules.prose;

import dev.agentguard.rules.Stems;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What is done to whatever it is, by the words that names of operations have for it. */
@SuppressWarnings("ImmutableEnumChecker") // its sets are copies
enum Doing {
    CREATE(
            "create add new register provision schedule book generate scaffold insert append draft",
            "open start launch init issue setup sign signup enroll make",
            "POST PUT"),
    CHANGE(
            "update change edit modify alter rename mark assign reassign move adjust touch tweak rewrite configure"
                    + " reconfigure overwrite fix repair refactor transition convert migrate toggle customize switch",
            "set patch put replace save write",
            "PUT PATCH POST"),
    DELETE(
            "delete remove drop purge destroy erase wipe clear unlink truncate discard uninstall prune",
            "rm del rmdir clean reset",
            "DELETE"),
    SEND(
            "send submit post publish launch trigger announce broadcast release share dispatch forward distribute notify"
                    + " tweet reply respond upload",
            "start schedule run create push email",
            "POST PUT"),
    FOLLOW("follow unfollow subscribe unsubscribe like vote star react join leave", "", "POST PUT DELETE"),
    END(
            "cancel stop pause archive close terminate deactivate suspend end halt abort revoke dismiss disable",
            "kill off unsubscribe resolve reject",
            "POST PUT PATCH DELETE"),
    START("enable activate reactivate resume unpause reopen", "start on open", "POST PUT PATCH"),
    DEPLOY("deploy redeploy ship rollout promote", "apply release publish up push", "POST PUT PATCH"),
    INSTALL("install sideload", "add enable i", "POST PUT"),
    ACCEPT("approve accept authorize confirm endorse sign-off", "approve merge", "POST PUT PATCH"),
    RUN("run execute invoke call use start spawn trigger launch query hit rerun kick", "", "POST PUT PATCH DELETE");

    private static final Map<String, Doing> SAID = new HashMap<>();

    private final Set<String> said;
    private final Set<String> names;
    private final Set<String> methods;

    /** Words that sentences have for it, words that only names have for it too, and methods of requests. */
    Doing(String said, String names, String methods) {
        this.said = stems(said);
        Set<String> all = new HashSet<>(this.said);
        all.addAll(stems(names));
        this.names = Set.copyOf(all);
        this.methods = Vocabulary.words(methods);
    }

    static {
        for (Doing doing : values()) {
            doing.said.forEach(stem -> SAID.putIfAbsent(stem, doing));
        }
    }

    private static Set<String> stems(String words) {
        Set<String> stems = new HashSet<>();
        for (String word : words.isEmpty() ? Set.<String>of() : Vocabulary.words(words)) {
            stems.add(Stems.of(word));
        }
        return Set.copyOf(stems);
    }

    /** Returns what a verb in any of its forms says, or null if it says something of its own. */
    static @Nullable Doing of(String verb) {
        return SAID.get(Stems.of(verb));
    }

    Set<String> names() {
        return names;
    }

    Set<String> methods() {
        return methods;
    }
}
