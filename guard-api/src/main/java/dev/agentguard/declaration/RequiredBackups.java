package dev.agentguard.declaration;

import dev.agentguard.action.ToolDeclaration;
import dev.agentguard.action.ToolDeclaration.Role;
import dev.agentguard.declaration.AnnotationSearch.Found;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads which backup a tool requires, and checks that somebody could look for it. */
final class RequiredBackups {

    /** What says of which things a backup is looked up. */
    private static final Set<Role> NAMING =
            EnumSet.of(Role.RESOURCE, Role.SQL, Role.SHELL, Role.GRAPHQL, Role.HTTP_URL);

    private static final Set<Role> PROGRAMS = EnumSet.of(Role.SQL, Role.SHELL, Role.GRAPHQL, Role.HTTP_URL);

    private final Function<String, DeclarationException> wrong;

    RequiredBackups(Function<String, DeclarationException> wrong) {
        this.wrong = wrong;
    }

    /**
     * Reads it.
     *
     * @param required the {@code RequiresBackup}
     * @param guarded the {@code Guarded} beside it, or null
     * @param parameters what is declared on parameters, within records too
     */
    ToolDeclaration.Backup read(Found required, @Nullable Found guarded, List<ToolDeclaration.Parameter> parameters) {
        String of = required.text("of").strip();
        boolean named = parameters.stream().anyMatch(parameter -> NAMING.contains(parameter.role()));
        if (!named && of.isEmpty()) {
            throw wrong.apply("requires a backup, and nothing says of what: mark the parameter that names it with"
                    + " `@TargetResource(type)`, or say `of = type` in `@RequiresBackup`");
        }
        if (named && !of.isEmpty()) {
            throw wrong.apply("requires a backup of `" + of + "` and has parameters that name what it touches:"
                    + " leave `of` out of `@RequiresBackup`, or the annotation off the parameter");
        }
        boolean runs = parameters.stream().anyMatch(parameter -> PROGRAMS.contains(parameter.role()));
        if (guarded != null && guarded.text("value").equals("READ_ONLY") && !runs) {
            throw wrong.apply("requires a backup and is declared `READ_ONLY`: what only reads needs none");
        }
        return new ToolDeclaration.Backup(duration(required.text("maxAge")), of);
    }

    private Duration duration(String text) {
        Duration duration;
        try {
            duration = Duration.parse(text);
        } catch (DateTimeParseException e) {
            throw wrong.apply("requires a backup with `maxAge = \"" + text
                    + "\"`, which is no duration of ISO 8601 such as `PT24H` or `P7D`");
        }
        if (duration.isZero() || duration.isNegative()) {
            throw wrong.apply(
                    "requires a backup with `maxAge = \"" + text + "\"`, which no backup can be younger than");
        }
        return duration;
    }
}
