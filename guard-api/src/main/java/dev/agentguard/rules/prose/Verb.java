package dev.agentguard.rules.prose;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What is done, by the verbs that say so in any of their forms. */
@SuppressWarnings("ImmutableEnumChecker") // its lists are copies
enum Verb {
    DESTROY(
            "delete drop truncate wipe purge destroy erase remove nuke eliminate obliterate prune uninstall"
                    + " force-delete",
            "deletion removal destruction truncation erasure"),
    RESET("reset recreate", ""),
    CLEAR("clear flush invalidate empty bust", "invalidation"),
    DISCARD("discard pop", ""),
    REVERT("revert rollback undo", "reversion"),
    OVERWRITE("overwrite regenerate", "overwriting"),
    MODIFY(
            "modify change edit hand-edit hand-modify alter update touch tweak adjust rewrite write replace rename"
                    + " reconfigure configure set manipulate move customize hand-write tamper mutate patch repair reword"
                    + " reassign relabel",
            "modification mutation change update edit write rewrite alteration"),
    CREATE("create add append insert attach generate introduce provision schedule reschedule", "creation addition"),
    INSTALL("install", "installation"),
    UPGRADE("upgrade downgrade bump", ""),
    READ("read access open cat view inspect query browse copy", ""),
    SHOW("print output reveal expose display show echo share leak disclose dump", "disclosure"),
    INCLUDE("include embed store save put keep paste hardcode hard-code", ""),
    SEND("send email mail forward message reply notify", ""),
    POST("post tweet announce", ""),
    CANCEL("cancel abort interrupt", "cancellation"),
    CONTACT("contact approach", ""),
    INVITE("invite", ""),
    PLACE("place submit withdraw wire", ""),
    UNPUBLISH("unpublish yank deprecate", ""),
    CHERRY_PICK("cherry-pick cherrypick backport", ""),
    LOAD("load-test stress-test", ""),
    PAY("pay refund charge purchase buy order book spend transfer bill", ""),
    DEPLOY("deploy redeploy ship", "deployment rollout"),
    PUBLISH("publish release", "publication"),
    COMMIT("commit", ""),
    PUSH("push", ""),
    FORCE_PUSH("force-push", ""),
    FORCE_ADD("force-add", ""),
    MERGE("merge", ""),
    REBASE("rebase", ""),
    AMEND("amend squash", ""),
    STASH("stash", ""),
    COMMENT("comment-on", ""),
    UPLOAD("upload transmit exfiltrate", "exfiltration"),
    PIPE("pipe-into", ""),
    PULL("pull fetch", ""),
    STAGE("stage", ""),
    CHECKOUT("checkout switch", ""),
    CLOSE("close approve reopen", "approval-of"),
    MIGRATE("migrate", ""),
    BUILD("build rebuild", ""),
    SEED("seed reseed", ""),
    FLASH("flash reflash", ""),
    APPLY("apply", ""),
    TERMINATE(
            "kill terminate stop restart shutdown reboot start halt drain cordon evict taint",
            "termination shutdown restart"),
    DISABLE("disable deactivate enable silence mute unmute suppress pause toggle", ""),
    SCALE("scale resize", ""),
    GRANT("grant revoke assign escalate elevate", "escalation"),
    PREFACE("preface proceed", ""),
    ROTATE("rotate regenerate-key", "rotation"),
    RETRY("retry rerun re-run replay", ""),
    SKIP("skip bypass circumvent", ""),
    TEST("test benchmark", ""),
    CONNECT("connect point target ssh login log-in exec port-forward tunnel attach", "connection"),
    ARCHIVE("archive unsubscribe", ""),
    RUN(
            "run hand-roll execute use employ perform call invoke issue trigger launch initiate do make take apply-to"
                    + " attempt try suggest provide process",
            "execution use usage");

    private static final Map<String, Verb> FORMS = new HashMap<>();
    private static final Map<String, Verb> NOMINAL = new HashMap<>();
    private static final Map<String, String> LEMMAS = new HashMap<>();
    private static final Set<String> DOUBLED =
            Set.of("drop", "commit", "ship", "run", "set", "reset", "log", "stop", "skip", "submit", "cancel", "pop");

    private static final Map<String, List<String>> IRREGULAR = Map.ofEntries(
            Map.entry("send", List.of("sent")),
            Map.entry("write", List.of("wrote", "written")),
            Map.entry("rewrite", List.of("rewrote", "rewritten")),
            Map.entry("overwrite", List.of("overwrote", "overwritten")),
            Map.entry("run", List.of("ran")),
            Map.entry("make", List.of("made")),
            Map.entry("take", List.of("taken", "took")),
            Map.entry("do", List.of("does", "done", "doing")),
            Map.entry("pay", List.of("paid")),
            Map.entry("buy", List.of("bought")),
            Map.entry("lose", List.of("lost")),
            Map.entry("undo", List.of("undone")),
            Map.entry("show", List.of("shown")));

    private final List<String> verbs;
    private final List<String> nouns;

    Verb(String verbs, String nouns) {
        this.verbs = List.of(verbs.split(" "));
        this.nouns = nouns.isEmpty() ? List.of() : List.of(nouns.split(" "));
    }

    static {
        for (Verb verb : values()) {
            for (String base : verb.verbs) {
                for (String form : forms(base)) {
                    FORMS.putIfAbsent(form, verb);
                    LEMMAS.putIfAbsent(form, base);
                }
                NOMINAL.putIfAbsent(plural(base), verb);
            }
            for (String noun : verb.nouns) {
                NOMINAL.putIfAbsent(noun, verb);
                NOMINAL.putIfAbsent(plural(noun), verb);
                LEMMAS.putIfAbsent(noun, noun);
            }
        }
    }

    /** Returns the verb that a word is a form of, or null. */
    static @Nullable Verb of(String word) {
        return FORMS.get(word);
    }

    /** Returns the verb that a noun stands for: "deletion", "pushes", "changes"; or null. */
    static @Nullable Verb nominal(String word) {
        return NOMINAL.get(word);
    }

    /** Returns the base form of a verb. */
    static String lemma(String word) {
        return LEMMAS.getOrDefault(word, word);
    }

    private static String plural(String base) {
        return base.endsWith("s") || base.endsWith("sh") || base.endsWith("ch") || base.endsWith("x")
                ? base + "es"
                : base.endsWith("y") && base.length() > 3 && "aeiou".indexOf(base.charAt(base.length() - 2)) < 0
                        ? base.substring(0, base.length() - 1) + "ies"
                        : base + "s";
    }

    private static List<String> forms(String base) {
        List<String> forms = new ArrayList<>(List.of(base, plural(base)));
        forms.addAll(IRREGULAR.getOrDefault(base, List.of()));
        String stem = base;
        if (base.endsWith("e")) {
            stem = base.substring(0, base.length() - 1);
            forms.add(base + "d");
        } else if (DOUBLED.contains(base)) {
            stem = base + base.charAt(base.length() - 1);
            forms.add(stem + "ed");
        } else if (base.endsWith("y") && "aeiou".indexOf(base.charAt(base.length() - 2)) < 0) {
            forms.add(base.substring(0, base.length() - 1) + "ied");
        } else {
            forms.add(base + "ed");
        }
        forms.add(stem + "ing");
        return forms;
    }
}
