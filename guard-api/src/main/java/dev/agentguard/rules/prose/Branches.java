package dev.agentguard.rules.prose;

import dev.agentguard.effect.Command;
import dev.agentguard.effect.Glob;
import dev.agentguard.effect.Word;
import dev.agentguard.rules.RuleInput;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * It is about one of these branches. A command that names no branch is perhaps on one of them.
 *
 * @param names names and patterns, {@code release/*}
 */
record Branches(List<String> names) implements Condition {

    /** What people take for shared where they do not name it. */
    static final List<String> SHARED =
            List.of("main", "master", "trunk", "develop", "production", "release/*", "release-*");

    private static final Set<String> NAMED_BY_VALUE =
            Set.of("-u", "--set-upstream", "-f", "--force", "-v", "-q", "--tags");

    Branches {
        names = names.stream().map(Branches::local).toList();
    }

    @Override
    public Certainty in(RuleInput input) {
        Certainty any = Certainty.NO;
        String started = NewBranch.of(input);
        if (started != null && !isMeant(started) && input.effect().operation().equals("git:commit")) {
            return Certainty.NO;
        }
        String gone = started == null ? NewBranch.goneTo(input) : started;
        if (gone != null && isMeant(gone) && input.effect().operation().equals("git:commit")) {
            return Certainty.YES;
        }
        boolean stays = CurrentBranch.stays(input.action());
        for (Command command : input.commands()) {
            if (command.program().toLowerCase(Locale.ROOT).equals("git")) {
                Certainty named = in(command);
                String current = stays ? CurrentBranch.of(command, input.circumstances()) : null;
                any = any.or(named != Certainty.PERHAPS || current == null ? named : Certainty.of(isMeant(current)));
            }
        }
        String id = input.effect().resource().id();
        boolean git =
                input.commands().stream().anyMatch(command -> command.program().equalsIgnoreCase("git"));
        if (!git) {
            return id != null && isMeant(id) ? Certainty.YES : Certainty.PERHAPS;
        }
        return any;
    }

    private Certainty in(Command command) {
        List<String> operands = operands(command);
        if (operands.isEmpty()) {
            return Certainty.NO;
        }
        String verb = operands.get(0);
        List<String> rest = operands.subList(1, operands.size());
        if (rest.stream().anyMatch(this::isMeant)) {
            return Certainty.YES;
        }
        boolean all = command.arguments().stream()
                .anyMatch(word -> word.text().equals("--all") || word.text().equals("--mirror"));
        // with a remote and a branch it says where it goes; else it is the branch that one is on
        boolean named = verb.equals("push")
                ? rest.size() > 1
                : (verb.equals("checkout") || verb.equals("switch")) && !rest.isEmpty();
        boolean head = rest.stream().skip(1).anyMatch(word -> word.equals("HEAD") || word.equals("+HEAD"));
        boolean unknown = command.arguments().stream().anyMatch(word -> !word.known());
        // `:` and `refs/heads/*` push whatever has a counterpart there
        boolean several =
                rest.stream().anyMatch(word -> word.indexOf('*') >= 0 || word.equals(":") || word.equals("+:"));
        return named && !head && !all && !unknown && !several ? Certainty.NO : Certainty.PERHAPS;
    }

    private static List<String> operands(Command command) {
        List<String> operands = new ArrayList<>();
        boolean value = false;
        for (Word word : command.arguments()) {
            String text = word.text();
            if (value) {
                value = false;
            } else if (text.equals("-C") || text.equals("-c") || text.equals("-o") || text.equals("--push-option")) {
                value = true;
            } else if (!text.startsWith("-") || NAMED_BY_VALUE.contains(text)) {
                if (!text.startsWith("-")) {
                    operands.add(text);
                }
            }
        }
        return operands;
    }

    private boolean isMeant(String ref) {
        String name = ref.startsWith("+") ? ref.substring(1) : ref;
        String branch = local(name.substring(name.indexOf(':') + 1));
        return !branch.isEmpty()
                && branch.length() < 150
                && names.stream().anyMatch(pattern -> new Glob(pattern).matches(branch));
    }

    /** {@code origin/main} is {@code main}, as far as who pushes there is concerned. */
    private static String local(String ref) {
        String name = ref;
        for (String prefix : List.of("refs/heads/", "heads/", "refs/remotes/", "origin/", "upstream/")) {
            name = name.startsWith(prefix) ? name.substring(prefix.length()) : name;
        }
        return name;
    }

    @Override
    public List<String> examples() {
        String name = Example.name(names.get(0));
        return List.of(
                "shell git push origin " + name, "shell git push --force origin " + name, "shell git checkout " + name);
    }

    @Override
    public String toString() {
        return "branch " + String.join(", ", names);
    }
}
