package dev.agentguard.rules.prose;

import dev.agentguard.effect.Basis;
import dev.agentguard.effect.Effect;
import dev.agentguard.rules.ExampleReader;
import java.util.List;
import java.util.Set;

/** Words behind a program that say what it does: {@code prisma db push}. */
final class Subcommands {

    private static final Set<String> OPENERS = Set.of(
            "db",
            "migrate",
            "system",
            "volume",
            "compose",
            "repo",
            "pr",
            "secret",
            "project",
            "run",
            "image",
            "container",
            "stack",
            "exec",
            "s3",
            "ec2",
            "rds",
            "iam",
            "delete",
            "apply");

    private final ExampleReader reader;

    Subcommands(ExampleReader reader) {
        this.reader = reader;
    }

    /** Whether a subcommand is one that a pack lists. */
    boolean isKnown(String program, String word) {
        List<Effect> effects = reader.effectsOf(program + " " + word);
        return !effects.isEmpty()
                && effects.get(0).basis() == Basis.PACK
                && ("-" + effects.get(0).operation().replace(':', '-') + "-")
                        .contains("-" + word.replace(':', '-') + "-");
    }

    /** Whether a word opens subcommands: {@code prisma db push}. */
    static boolean opens(String program, String word) {
        return OPENERS.contains(word) && !program.equals("git") && !program.isEmpty();
    }

    /** "`x deploy`, `start` or `stop`": a word that may be another subcommand of the program before. */
    static boolean isFurther(String text, String program) {
        return !text.isEmpty()
                && text.length() < 30
                && (program.indexOf('.') >= 0 || program.indexOf('/') >= 0 || !Programs.isOne(text))
                && text.chars().allMatch(c -> Character.isLowerCase(c) || c == '-' || c == ':')
                && Character.isLetter(text.charAt(0));
    }
}
