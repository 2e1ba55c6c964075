package dev.agentguard.rules.prose;

import dev.agentguard.effect.Command;
import dev.agentguard.effect.Word;
import dev.agentguard.rules.RuleInput;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A migration is written that does what a sentence forbids: "write migrations that truncate tables". Where what is written
 * does not stand in the action, it perhaps does so.
 *
 * @param texts what it would say, in lower case and without blanks
 */
record MigrationText(List<String> texts) implements Condition {

    private static final Set<Verb> WRITE = Set.of(Verb.CREATE, Verb.MODIFY, Verb.INCLUDE);
    private static final Set<String> SHOWING = Set.of("cat", "echo", "printf", "tee");
    private static final Condition WRITES = AllOf.of(
            new Files(KnownFiles.MIGRATIONS, Files.Access.WRITE),
            new Unless(Effects.operations("*generate*", "*:new*", "local:rm", "local:unlink")));

    MigrationText {
        texts = List.copyOf(texts);
    }

    /** Returns what is meant by the words behind "migrations that", or null if that does not show in a text. */
    static @Nullable Condition of(List<Verb> verbs, List<Token> behind) {
        if (verbs.isEmpty() || !WRITE.containsAll(verbs) || behind.isEmpty() || behind.size() > 4) {
            return null;
        }
        String verb = Verb.lemma(behind.get(0).word());
        String noun = behind.stream()
                .skip(1)
                .filter(token -> token.isWord() && Thing.at(List.of(token), 0) != null)
                .map(token -> dev.agentguard.rules.Nouns.singular(token.word()))
                .findFirst()
                .orElse("");
        List<String> texts = switch (verb) {
            case "truncate" -> List.of("truncate");
            case "drop", "remove" ->
                noun.isEmpty()
                        ? List.of("drop", "remove_")
                        : List.of("drop" + noun, "drop_" + noun, "remove" + noun, "remove_" + noun);
            case "rename", "alter" -> noun.isEmpty() ? List.of(verb) : List.of(verb + noun, verb + "_" + noun);
            case "delete" -> List.of("deletefrom", "delete_all", "destroy_all", "deletemany", "bulk_delete");
            default -> List.of();
        };
        return texts.isEmpty() ? null : AllOf.of(WRITES, new MigrationText(texts));
    }

    @Override
    public Certainty in(RuleInput input) {
        if (new TextHas(texts).in(input) == Certainty.YES) {
            return Certainty.YES;
        }
        boolean shown = input.action().tool() != null
                || (!input.commands().isEmpty() && input.commands().stream().allMatch(MigrationText::isShown));
        return shown ? Certainty.NO : Certainty.PERHAPS;
    }

    private static boolean isShown(Command command) {
        Word given = command.input();
        return SHOWING.contains(command.program().toLowerCase(Locale.ROOT))
                && (given == null || given.known())
                && command.arguments().stream().allMatch(Word::known);
    }

    @Override
    public List<String> examples() {
        return List.of("shell echo '" + texts.get(0) + "' > migrations/1.sql");
    }

    @Override
    public String toString() {
        return "with " + String.join(" | ", texts);
    }
}
