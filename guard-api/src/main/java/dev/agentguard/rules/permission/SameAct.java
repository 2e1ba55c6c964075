package dev.agentguard.rules.permission;

import dev.agentguard.annotation.Reversibility;
import dev.agentguard.effect.Command;
import dev.agentguard.effect.Effect;
import dev.agentguard.effect.Kind;
import dev.agentguard.effect.Place;
import dev.agentguard.effect.Word;
import dev.agentguard.rules.Pattern;
import dev.agentguard.rules.RuleInput;
import dev.agentguard.rules.RuleMatch.Verdict;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.NavigableSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The act of a command behind any door. What is the same act is decided here and nowhere else:
 *
 * <ol>
 *   <li>It destroys as much as the command does: the class that the command has at least, never one of class
 *       {@code UNKNOWN}.
 *   <li>A command of the same program is it if it has all of the pattern's words in their order and all of its options,
 *       wherever they stand.
 *   <li>Anything else is it if it belongs to the same system, does the same (destroys, or is of the same kind) to a thing
 *       of the same name, and the pattern has no option that narrows it. A tool that names no system is taken for one of
 *       this system.
 *   <li>If the pattern names one thing, it is about that thing.
 * </ol>
 */
final class SameAct implements Pattern {

    /** Options that skip a question; behind other doors nobody asks one. */
    private static final Set<String> UNASKED = Set.of(
            "-y",
            "--yes",
            "--force",
            "-f",
            "-auto-approve",
            "--auto-approve",
            "--confirm",
            "--no-confirm",
            "--quiet",
            "-q",
            "--assume-yes",
            "--non-interactive",
            "--no-input");

    /** Operations of one act that are not named alike. */
    private static final List<Set<String>> ALIKE =
            List.of(Set.of("terraform:destroy", "terraform:post /api/v2/runs", "terraform:post /runs"));

    private static final String LOCAL = "local";

    private static final String PROGRAM = "program ";
    private static final String OPERATION = "operation ";
    private static final String SYSTEM = "system ";
    private static final String ANY_TOOL = "tool of no system";

    private final String shown;
    private final Act act;
    private final PartMatcher text;

    /**
     * What is known of a command's act.
     *
     * @param program the program
     * @param words the pattern's words behind the program that are no options
     * @param options the pattern's options
     * @param operation the operation that Guard reads
     * @param systems the systems it belongs to
     * @param nouns what it is done to; empty if the command names nothing
     * @param anything whether the pattern leaves open what it is done to
     * @param kind the kind of what changes
     * @param destroys whether it destroys, by its words
     * @param least the least class of what it does
     * @param id the one thing it is done to, a pattern, or null if any
     * @param code whether the command only carries it, as SQL or a request, so that its options say nothing of it
     */
    record Act(
            String program,
            List<String> words,
            List<String> options,
            String operation,
            Set<String> systems,
            Set<String> nouns,
            boolean anything,
            Kind kind,
            boolean destroys,
            Reversibility least,
            @Nullable String id,
            boolean code) {}

    /**
     * Creates the act of a pattern.
     *
     * @param text the rule on the text of commands; where that speaks, this need not say the same again
     */
    SameAct(String shown, Act act, PartMatcher text) {
        this.shown = shown;
        this.act = act;
        this.text = text;
    }

    @Override
    public @Nullable Verdict strongest(RuleInput input) {
        Effect effect = input.effect();
        if (act.systems().contains(LOCAL) && isElsewhere(effect)) {
            return null;
        }
        Reversibility reversibility = effect.reversibility();
        if (reversibility == Reversibility.UNKNOWN || reversibility.compareTo(act.least()) < 0) {
            return null;
        }
        for (CommandPart part : CommandParts.of(input.action()).parts()) {
            if (text.matches(part)) {
                return null;
            }
        }
        boolean sameProgram = false;
        for (Command command : input.commands()) {
            if (command.program().equalsIgnoreCase(act.program())) {
                sameProgram = true;
                if (isWritten(command) && isOfSystem(effect)) {
                    return Verdict.DENY;
                }
            }
        }
        return otherDoor(effect, input, sameProgram) ? ofTheSame(effect) : null;
    }

    /** A file of a container or of another machine is none of this one. */
    private static boolean isElsewhere(Effect effect) {
        return effect.places().stream().anyMatch(place -> !place.type().equals(Place.DIRECTORY));
    }

    /** Whether a command of the program has the pattern's words in their order, and its options anywhere. */
    private boolean isWritten(Command command) {
        int at = 0;
        Set<String> options = new LinkedHashSet<>();
        for (Word word : command.arguments()) {
            if (at < act.words().size()
                    && Wildcard.of(act.words().get(at), act.code()).matches(word.text())) {
                at++;
            } else if (word.text().startsWith("-")) {
                options.addAll(single(word.text()));
            }
        }
        return at == act.words().size()
                && act.options().stream()
                        .flatMap(option -> single(option).stream())
                        .allMatch(options::contains);
    }

    /** {@code -rf} is {@code -r} and {@code -f}. */
    private static List<String> single(String option) {
        boolean letters = option.length() > 2
                && option.length() < 6
                && option.charAt(0) == '-'
                && option.chars().skip(1).allMatch(Character::isLetter);
        return letters
                ? option.substring(1).chars().mapToObj(c -> "-" + (char) c).toList()
                : List.of(option);
    }

    private boolean isOfSystem(Effect effect) {
        return effect.operation().equalsIgnoreCase(act.operation())
                || systems(effect).stream().anyMatch(act.systems()::contains);
    }

    private static Set<String> systems(Effect effect) {
        Set<String> systems =
                SystemNames.of(effect.operation(), effect.resource().type());
        String host = effect.host();
        if (host != null && SystemNames.isAws(host)) {
            systems.add("aws");
        }
        return systems;
    }

    private boolean otherDoor(Effect effect, RuleInput input, boolean sameProgram) {
        if (isNarrowed()) {
            return false;
        }
        String operation = effect.operation().toLowerCase(Locale.ROOT);
        if (!sameProgram && isAlike(operation)) {
            return true;
        }
        return operation.startsWith("tool:") ? byTool(effect, input) : byName(effect, sameProgram);
    }

    private boolean isNarrowed() {
        return !act.code() && act.options().stream().anyMatch(option -> !UNASKED.contains(option));
    }

    private boolean isAlike(String operation) {
        String own = act.operation().toLowerCase(Locale.ROOT);
        return ALIKE.stream().anyMatch(alike -> alike.contains(own) && alike.contains(operation));
    }

    private boolean byName(Effect effect, boolean sameProgram) {
        if (!isOfSystem(effect) || !doesTheSame(effect, ToolWords.of(effect.operation()))) {
            return false;
        }
        String type = effect.resource().type();
        int colon = type.indexOf(':');
        List<String> operation =
                ToolWords.of(effect.operation().substring(effect.operation().indexOf(':') + 1));
        Set<String> things = ActWords.thing(ToolWords.of(colon < 0 ? type : type.substring(colon + 1)));
        if (things.isEmpty()) {
            things = ActWords.thing(operation);
        }
        if (!act.destroys()) {
            things.addAll(ActWords.nouns(operation));
        }
        return act.nouns().isEmpty()
                ? act.anything() && !sameProgram
                : things.stream().anyMatch(act.nouns()::contains);
    }

    private boolean byTool(Effect effect, RuleInput input) {
        String name = effect.operation().substring("tool:".length());
        List<String> words = ToolWords.of(name);
        Set<String> named = SystemNames.in(words);
        boolean own = named.stream().anyMatch(act.systems()::contains);
        if (!own && (!named.isEmpty() || !act.destroys())) {
            return false;
        }
        Set<String> things = ActWords.thing(words);
        things.removeIf(noun -> named.contains(SystemNames.canonical(noun)));
        if (input.action().tool() != null) {
            input.action().tool().arguments().values().forEach(value -> {
                if (own && value instanceof String text && text.length() < 50 && text.indexOf(' ') < 0) {
                    things.addAll(ActWords.nouns(ToolWords.of(text)));
                }
            });
        }
        boolean bare = own && things.isEmpty() && words.stream().allMatch(word -> isOfTheAct(word, named));
        boolean thing = act.nouns().isEmpty() ? own : bare || things.stream().anyMatch(act.nouns()::contains);
        return thing && doesTheSame(effect, words);
    }

    /** Whether a word of a tool's name names nothing but the system and what is done. */
    private boolean isOfTheAct(String word, Set<String> named) {
        return named.contains(SystemNames.canonical(word))
                || act.words().contains(word)
                || ActWords.isDestroying(word)
                || word.equals("mcp");
    }

    private boolean doesTheSame(Effect effect, List<String> words) {
        if (act.destroys()) {
            return ActWords.areDestroying(words) || isLocalLoss(effect) || words.contains("destroy");
        }
        boolean verb = act.words().stream()
                .flatMap(word -> ToolWords.of(word).stream())
                .anyMatch(words::contains);
        return verb || (act.kind() != Kind.DATA && act.kind() == effect.kind());
    }

    /** Guard's own effects on files say by their class that what was in the file is gone. */
    private static boolean isLocalLoss(Effect effect) {
        return effect.resource().type().equals("local:file");
    }

    private @Nullable Verdict ofTheSame(Effect effect) {
        String id = act.id();
        String given = effect.resource().id();
        if (id == null) {
            return Verdict.DENY;
        }
        if (given == null) {
            return Verdict.ASK;
        }
        if (effect.resource().type().startsWith("local:")) {
            return Wildcard.of(id, false).matches(given) ? Verdict.DENY : null;
        }
        if (id.indexOf('/') >= 0 && given.indexOf('/') >= 0) {
            return Wildcard.of(id, false).matches(given) || isLast(id, given) ? Verdict.DENY : null;
        }
        boolean open = id.indexOf('/') >= 0 && last(id).equals("*");
        return open ? Verdict.ASK : isLast(id, given) ? Verdict.DENY : null;
    }

    private static boolean isLast(String id, String given) {
        return !last(id).equals("*") && Wildcard.of(last(id), false).matches(last(given));
    }

    private static String last(String id) {
        String text = id.endsWith("/") ? id.substring(0, id.length() - 1) : id;
        return text.substring(text.lastIndexOf('/') + 1);
    }

    @Override
    public Reversibility least() {
        return act.least();
    }

    /** One of these has to be there for any of the ways in which this can speak of an effect. */
    @Override
    public Set<String> ownKeys() {
        Set<String> keys = new HashSet<>();
        keys.add(PROGRAM + act.program().toLowerCase(Locale.ROOT));
        String operation = act.operation().toLowerCase(Locale.ROOT);
        keys.add(OPERATION + operation);
        act.systems().forEach(system -> keys.add(SYSTEM + system));
        ALIKE.stream()
                .filter(alike -> alike.contains(operation))
                .forEach(alike -> alike.forEach(other -> keys.add(OPERATION + other)));
        if (act.destroys()) {
            keys.add(ANY_TOOL);
        }
        return keys;
    }

    @Override
    public Set<String> ownKeysIn(RuleInput input, NavigableSet<String> askedFor) {
        return keysIn(input);
    }

    static Set<String> keysIn(RuleInput input) {
        Set<String> keys = new HashSet<>();
        Effect effect = input.effect();
        String operation = effect.operation().toLowerCase(Locale.ROOT);
        keys.add(OPERATION + operation);
        systems(effect).forEach(system -> keys.add(SYSTEM + system));
        input.commands().forEach(command -> keys.add(PROGRAM + command.program().toLowerCase(Locale.ROOT)));
        if (operation.startsWith("tool:")) {
            Set<String> named = SystemNames.in(ToolWords.of(effect.operation().substring("tool:".length())));
            named.forEach(system -> keys.add(SYSTEM + system));
            if (named.isEmpty()) {
                keys.add(ANY_TOOL);
            }
        }
        return keys;
    }

    /** What is said of it where a rule is listed. */
    String reading() {
        return isNarrowed()
                ? "also with its words and options written in another way"
                : "also by any other way to do the same: " + words();
    }

    private String words() {
        String does = act.destroys() ? "destroys " : "does the same to ";
        String what = act.nouns().isEmpty() ? "" : ", and what " + does + String.join(", ", act.nouns());
        return "`" + act.operation() + "`" + what + " (" + String.join(", ", act.systems()) + ")"
                + (act.id() == null ? "" : " named `" + act.id() + "`");
    }

    @Override
    public List<String> examples() {
        if (!act.destroys() || isNarrowed()) {
            return List.of();
        }
        List<String> examples = new ArrayList<>();
        for (String system : act.systems()) {
            examples.add("tool " + system + "_destroy");
            act.nouns().forEach(noun -> examples.add("tool " + system + "_delete_" + noun));
        }
        return examples;
    }

    @Override
    public String toString() {
        return "the act of `" + shown + "`: " + words();
    }
}
