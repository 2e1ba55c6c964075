package dev.agentguard.rules.prose;

import dev.agentguard.annotation.Reversibility;
import dev.agentguard.effect.Command;
import dev.agentguard.effect.Word;
import dev.agentguard.rules.RuleInput;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * A script, a target or a task is run whose name says what it does: {@code ./scripts/migrate.sh}, {@code make seed},
 * {@code bin/console doctrine:migrations:migrate}.
 *
 * @param names the words of its name, one of which must be there
 */
record RunsTask(Set<String> names) implements Condition {

    private static final int LONGEST = 200;
    private static final int OPERANDS = 4;

    /** Programs that run what they are given. */
    private static final Set<String> RUNNERS = Vocabulary.words(
            "npm pnpm yarn bun npx bunx make just task rake rails composer poetry uv pdm pipenv cargo python python3"
                    + " py node tsx ts-node deno ruby php perl bash sh zsh dash go mix gradle gradlew mvn mvnw dotnet"
                    + " invoke inv nox console artisan manage.py bundle turbo nx lerna docker docker-compose podman mise");

    /** Words of names that say that it is about files, tests or a look at it. */
    private static final Set<String> OTHERWISE = Vocabulary.words(
            "generate gen create new make add status list check diff test tests spec lint dry help show history"
                    + " current heads format fmt typecheck types build docs watch dump validate plan preview mock"
                    + " fixtures");

    private static final Set<String> CONTAINERS = Set.of("docker", "docker-compose", "podman");

    static RunsTask of(String... names) {
        return new RunsTask(Set.of(names));
    }

    RunsTask {
        names = Set.copyOf(names);
    }

    @Override
    public Certainty in(RuleInput input) {
        if (input.effect().reversibility() == Reversibility.READ_ONLY) {
            return Certainty.NO;
        }
        return Certainty.of(input.commands().stream().anyMatch(this::runs));
    }

    private boolean runs(Command command) {
        String program = command.program().toLowerCase(Locale.ROOT);
        String base = program.substring(program.lastIndexOf('/') + 1);
        boolean path = program.indexOf('/') >= 0 || base.indexOf('.') > 0;
        if (path && isMeant(base)) {
            return true;
        }
        List<String> operands = command.arguments().stream()
                .map(Word::text)
                .filter(word -> !word.startsWith("-") && word.indexOf('=') < 0)
                .limit(OPERANDS)
                .toList();
        boolean inside = !CONTAINERS.contains(base) || operands.contains("exec") || operands.contains("run");
        return RUNNERS.contains(base)
                && inside
                && operands.stream().noneMatch(RunsTask::isOtherwise)
                && operands.stream().anyMatch(this::isMeant);
    }

    private static boolean isOtherwise(String word) {
        return word.length() <= LONGEST && OTHERWISE.contains(word.toLowerCase(Locale.ROOT));
    }

    private boolean isMeant(String word) {
        if (word.length() > LONGEST || word.indexOf(' ') >= 0) {
            return false;
        }
        String name = word.substring(word.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
        boolean said = false;
        for (String part : name.split("[^a-z]+", -1)) {
            if (OTHERWISE.contains(part)) {
                return false;
            }
            said |= names.contains(part);
        }
        return said;
    }

    @Override
    public Reversibility least() {
        return Reversibility.REVERSIBLE;
    }

    @Override
    public List<String> examples() {
        String name = names.stream().sorted().findFirst().orElse("x");
        return List.of("shell ./" + name + ".sh", "shell npm run " + name);
    }

    @Override
    public String toString() {
        return "a task named " + String.join("|", names.stream().sorted().toList());
    }
}
