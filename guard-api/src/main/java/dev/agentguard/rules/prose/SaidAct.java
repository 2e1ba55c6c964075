package dev.agentguard.rules.prose;

import dev.agentguard.action.HttpCall;
import dev.agentguard.annotation.Reversibility;
import dev.agentguard.rules.ActionWords;
import dev.agentguard.rules.RuleInput;
import dev.agentguard.rules.RuleKey;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * An action whose own words say that this is done to this: a tool {@code update_task_status}, a subcommand {@code gist
 * create}, {@code POST /gists}, a file {@code legal/imprint.html}. What only reads is never meant.
 *
 * @param doing how it is done
 * @param nouns stems that all stand in the action
 */
record SaidAct(Deed doing, Set<String> nouns) implements Condition {

    /** Files that are no program: what is said of prices is true of {@code prices.json}, not of {@code prices.ts}. */
    private static final Set<String> DATA = Set.of(
            "json",
            "jsonl",
            "yaml",
            "yml",
            "toml",
            "csv",
            "tsv",
            "xml",
            "ini",
            "cfg",
            "conf",
            "properties",
            "sql",
            "db",
            "sqlite",
            "parquet",
            "xlsx",
            "lock",
            "tf",
            "tfvars",
            "plist",
            "env");

    /** How files are meant. */
    enum Touch {
        /** They are not. */
        NONE,
        /** Whatever changes them. */
        WRITE,
        /** What makes away with them. */
        DELETE
    }

    /**
     * How something is done.
     *
     * @param verbs stems of which one stands where the action says what it does; empty if anything counts
     * @param methods the methods of requests that do it
     * @param touch whether files are meant
     * @param ofPrograms whether the nouns may name a file of a program
     * @param own whether the nouns have to stand where the action says what it does: "run the importer"
     * @param reading whether what only reads is meant too: "export the keys"
     */
    record Deed(Set<String> verbs, Set<String> methods, Touch touch, boolean ofPrograms, boolean own, boolean reading) {

        Deed {
            verbs = Set.copyOf(verbs);
            methods = Set.copyOf(methods);
        }
    }

    SaidAct {
        nouns = Set.copyOf(nouns);
    }

    @Override
    public Certainty in(RuleInput input) {
        ActionWords words = ActionWords.of(input);
        boolean reads = doing.reading() ? words.readsElse(doing.verbs()) : words.reads();
        if (reads) {
            return Certainty.NO;
        }
        if (words.isOnFile()) {
            return Certainty.of(file(words));
        }
        boolean named = doing.own() ? words.doesAll(nouns) : words.names(nouns);
        return Certainty.of(named && (doing.verbs().isEmpty() || words.does(doing.verbs()) || isRequested(input)));
    }

    private boolean file(ActionWords words) {
        boolean meant = doing.ofPrograms() || DATA.contains(words.extension());
        return switch (doing.touch()) {
            case NONE -> false;
            case WRITE -> meant && words.isFileNamed(nouns);
            case DELETE -> meant && words.does(Doing.DELETE.names()) && words.isFileNamed(nouns);
        };
    }

    private boolean isRequested(RuleInput input) {
        return input.action().action() instanceof HttpCall call
                && doing.methods().contains(call.method().toUpperCase(Locale.ROOT));
    }

    /** All nouns have to be there; the longest one is in the fewest actions. */
    @Override
    public Set<RuleKey> keys() {
        return nouns.stream()
                .max(Comparator.comparingInt(String::length).thenComparing(Comparator.naturalOrder()))
                .map(noun -> Set.of(new RuleKey(RuleKey.Dimension.WORD, noun)))
                .orElse(Set.of());
    }

    @Override
    public Reversibility least() {
        return doing.reading() ? Reversibility.READ_ONLY : Reversibility.REVERSIBLE;
    }

    @Override
    public List<String> examples() {
        String verb = doing.verbs().stream().sorted().findFirst().orElse("run");
        String noun = String.join("_", nouns.stream().sorted().toList());
        String path = String.join("/", nouns.stream().sorted().toList());
        String method = doing.methods().stream().sorted().reduce((a, b) -> b).orElse("POST");
        return List.of(
                "tool " + verb + "_" + noun + " {}",
                "http " + method + " https://api.example.com/v1/" + path + " {}",
                "shell " + verb + " " + noun,
                "shell rm " + path + ".json",
                "shell rm " + path);
    }

    @Override
    public String toString() {
        String verbs = doing.verbs().isEmpty()
                ? "anything"
                : String.join("|", doing.verbs().stream().sorted().toList());
        String methods = String.join("|", doing.methods().stream().sorted().toList());
        String files = doing.touch() == Touch.NONE
                ? ""
                : "; " + doing.touch().name().toLowerCase(Locale.ROOT) + " of files"
                        + (doing.ofPrograms() ? "" : " of data");
        return "named " + verbs + " " + String.join(" ", nouns.stream().sorted().toList()) + " (" + methods + ")"
                + files + (doing.own() ? "; as a command" : "") + (doing.reading() ? "; by reading too" : "");
    }
}
