package dev.agentguard.rules.prose;

import dev.agentguard.action.HttpCall;
import dev.agentguard.action.ToolCall;
import dev.agentguard.annotation.Reversibility;
import dev.agentguard.effect.Word;
import dev.agentguard.rules.Nouns;
import dev.agentguard.rules.RuleInput;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * An operation whose own name says that this is done to this: a tool {@code update_task_status}, a subcommand {@code gist
 * create}, {@code POST /gists}. What only reads is never meant.
 *
 * @param verbs words of which the name has one; a request's method says it as well
 * @param nouns words in the singular that all stand in the name or in the requested path
 * @param least the least class
 * @param methods the methods of requests that do it
 */
record NamedAct(Set<String> verbs, List<String> nouns, Reversibility least, Set<String> methods) implements Condition {

    private static final int LONGEST = 500;
    private static final int SUBCOMMANDS = 2;

    NamedAct {
        verbs = Set.copyOf(verbs);
        nouns = List.copyOf(nouns);
        methods = Set.copyOf(methods);
    }

    @Override
    public Certainty in(RuleInput input) {
        Reversibility found = input.effect().reversibility();
        if (found.compareTo(least) < 0) {
            return Certainty.NO;
        }
        Set<String> words = words(input.effect().operation());
        ToolCall tool = input.action().tool();
        if (tool != null) {
            words.addAll(words(tool.tool()));
        }
        input.commands()
                .forEach(command -> command.arguments().stream()
                        .map(Word::text)
                        .takeWhile(word -> !word.startsWith("-"))
                        .limit(SUBCOMMANDS)
                        .forEach(word -> words.addAll(words(word))));
        boolean method = false;
        if (input.action().action() instanceof HttpCall call) {
            String url = call.url();
            int query = url.indexOf('?');
            words.addAll(words(query < 0 ? url : url.substring(0, query)));
            method = methods.contains(call.method().toUpperCase(Locale.ROOT));
        }
        boolean all = words.containsAll(nouns) && (method || words.stream().anyMatch(verbs::contains));
        return !all ? Certainty.NO : found == Reversibility.UNKNOWN ? Certainty.PERHAPS : Certainty.YES;
    }

    /** The words of a name in snake, kebab or camel case, nouns in the singular too. */
    private static Set<String> words(String name) {
        Set<String> words = new HashSet<>();
        StringBuilder word = new StringBuilder();
        String text = name.length() > LONGEST ? name.substring(0, LONGEST) : name;
        for (int i = 0; i <= text.length(); i++) {
            char c = i < text.length() ? text.charAt(i) : ' ';
            boolean hump = Character.isUpperCase(c) && i > 0 && Character.isLowerCase(text.charAt(i - 1));
            if (!Character.isLetter(c) || hump) {
                add(words, word);
            }
            if (Character.isLetter(c)) {
                word.append(Character.toLowerCase(c));
            }
        }
        return words;
    }

    private static void add(Set<String> words, StringBuilder word) {
        if (word.length() > 0) {
            words.add(word.toString());
            words.add(Nouns.singular(word.toString()));
            word.setLength(0);
        }
    }

    @Override
    public Reversibility least() {
        return least;
    }

    @Override
    public List<String> examples() {
        String verb = verbs.stream().sorted().findFirst().orElse("create");
        String noun = String.join("_", nouns);
        return List.of(
                "tool " + verb + "_" + noun + " {}",
                "http " + methods.stream().sorted().reduce((a, b) -> b).orElse("POST") + " https://api.example.com/v1/"
                        + String.join("/", nouns) + "s {}");
    }

    @Override
    public String toString() {
        return "named " + String.join("|", verbs.stream().sorted().toList()) + " " + String.join(" ", nouns);
    }
}
