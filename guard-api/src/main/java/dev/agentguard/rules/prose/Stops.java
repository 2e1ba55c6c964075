package dev.agentguard.rules.prose;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What ends a program that runs: signals, by its name or its port, and what manages services. */
final class Stops {

    private static final Set<String> LEMMAS = Set.of("kill", "stop", "terminate", "restart", "halt", "shutdown");
    private static final Set<String> ENDS = Vocabulary.words(
            "kill pkill killall fuser systemctl service supervisorctl launchctl pm2 docker docker-compose podman"
                    + " kubectl");

    private static final Set<String> CONTAINERS = Set.of("docker", "docker-compose", "podman", "podman-compose");

    /** Services and processes are stopped or restarted. */
    static final Condition RESTARTS = AnyOf.of(
            MachineMeanings.PROCESSES,
            new CommandShape(CONTAINERS, List.of("restart"), List.of()),
            new CommandShape(CONTAINERS, List.of("stop"), List.of()),
            new CommandShape(CONTAINERS, List.of("kill"), List.of()),
            new CommandShape(CONTAINERS, List.of("compose", "down"), List.of()),
            CommandShape.of("docker-compose", "down"),
            new CommandShape(Set.of("kubectl"), List.of("rollout", "restart"), List.of()),
            Operates.destroying("kubectl:delete-pod*", "kubectl:delete"),
            Operates.writing("*:restart*", "*:*-restart"));

    /** Whatever may end a program. */
    static final Condition ANY = AnyOf.of(
            RESTARTS,
            new CommandShape(Set.of("fuser"), List.of(), List.of(Options.of("-k"))),
            CommandShape.program("kill-port", "fkill", "taskkill"),
            CommandShape.of("npx", "kill-port"),
            RunsTask.of("stop", "restart", "kill", "shutdown"));

    private Stops() {}

    /** Whether the verb means that something that runs ends. */
    static boolean isSaidBy(String lemma) {
        return LEMMAS.contains(lemma);
    }

    /** "kill `opencode serve`": what ends a program that is named so; null if the code itself ends something. */
    static @Nullable Condition of(String code, List<Token> words) {
        String text = code.strip().toLowerCase(Locale.ROOT);
        String program = text.split("\\s+", 2)[0];
        if (text.length() < 3 || text.startsWith("-") || ENDS.contains(program) || Paths.isOne(code.strip())) {
            return null;
        }
        List<String> names = new ArrayList<>(List.of(TextHas.squeezed(text)));
        for (int i = 0; i + 1 < words.size(); i++) {
            String number = words.get(i + 1).word();
            boolean port = words.get(i).is("port") && number.length() <= 5 && number.length() >= 2;
            if (port && number.chars().allMatch(Character::isDigit)) {
                names.add(number);
            }
        }
        return AllOf.of(ANY, new TextHas(names));
    }
}
