package dev.agentguard.pack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.agentguard.annotation.Reversibility;
import dev.agentguard.effect.Command;
import dev.agentguard.effect.CommandReading;
import dev.agentguard.effect.Evidence;
import dev.agentguard.effect.Word;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whatever stands on a command line, it is read, and not forever. */
class HostileCommandTest {

    private static final Packs PACKS = Packs.shipped();

    private static final List<String> ODD = List.of(
            "",
            " ",
            "-",
            "--",
            "---",
            "=",
            "-=",
            "--=",
            "-=x",
            "--=x",
            "/",
            "//",
            "/x:",
            ":",
            "::",
            "-:",
            "+",
            "*",
            "**",
            "?",
            "$",
            "$x",
            "`",
            "<",
            ">",
            "%",
            "(",
            "{",
            "{}",
            "[",
            "{\"a\":",
            "[1,",
            ";",
            "\\;",
            "|",
            "\0",
            "\n",
            "\u202e",
            "\ud800",
            "\ud83d\udca5",
            "\u0130",
            "\u0430ll",
            "delete",
            "DELETE",
            "rm",
            "-rf",
            "--force",
            "--no-",
            "--no-dry-run",
            "--dry-run=false",
            "--help",
            "-X",
            "--method",
            "api",
            "volumes",
            "-exec",
            "-c",
            "--cli-input-json",
            "a=b",
            "=b",
            "s3api",
            "put-bucket-lifecycle",
            "--lifecycle-configuration",
            "x".repeat(5_000),
            "-".repeat(300),
            "-x".repeat(200));

    @Test
    void anyWords_areRead() {
        List<String> programs = programs();
        Random random = new Random(20_261_121);
        for (int i = 0; i < 20_000; i++) {
            Command command = command(random, programs, random.nextInt(9));
            assertThatCode(() -> PACKS.readingsOf(command))
                    .as("%s %s", command.program(), command.arguments())
                    .doesNotThrowAnyException();
            assertThat(PACKS.readingsOf(command)).as(command.program()).isNotNull();
        }
    }

    @Test
    void thousandsOfWords_areReadSoon() {
        List<String> programs = programs();
        Random random = new Random(5_000);
        for (int i = 0; i < 40; i++) {
            Command command = command(random, programs, 5_000);
            assertThat(Duration.ofNanos(timed(command))).as(command.program()).isLessThan(Duration.ofSeconds(10));
        }
    }

    @Test
    void wordThatIsNotKnown_neverMakesADeletionHarmless() {
        Random random = new Random(7);
        for (int i = 0; i < 2_000; i++) {
            List<Word> words = new ArrayList<>(List.of(Word.of("volumes"), Word.of("delete"), Word.of("x")));
            for (int n = random.nextInt(3); n >= 0; n--) {
                words.add(3, new Word("$" + random.nextInt(10), false));
            }
            Command command = new Command("acmectl", words, null, new Evidence("command", ""));
            assertThat(classOf(command)).isEqualTo(Reversibility.IRREVERSIBLE);
        }
    }

    private static long timed(Command command) {
        long start = System.nanoTime();
        PACKS.readingsOf(command);
        return System.nanoTime() - start;
    }

    private static Reversibility classOf(Command command) {
        return PACKS.readingsOf(command).stream()
                .map(reading -> ((CommandReading.Does) reading).effect().reversibility())
                .reduce(Reversibility.READ_ONLY, Reversibility::worse);
    }

    private static Command command(Random random, List<String> programs, int length) {
        String program = random.nextInt(20) == 0
                ? ODD.get(random.nextInt(ODD.size()))
                : programs.get(random.nextInt(programs.size()));
        List<Word> words = new ArrayList<>();
        for (int i = 0; i < length; i++) {
            String word = random.nextInt(3) == 0
                    ? programs.get(random.nextInt(programs.size()))
                    : ODD.get(random.nextInt(ODD.size()));
            words.add(new Word(word, random.nextInt(5) != 0));
        }
        Word input =
                random.nextInt(3) == 0 ? new Word(ODD.get(random.nextInt(ODD.size())), random.nextBoolean()) : null;
        return new Command(program, words, input, new Evidence("command", ""));
    }

    /** Names of programs, their subcommands and options, from the packs themselves. */
    private static List<String> programs() {
        List<String> all = new ArrayList<>();
        for (CommandPack pack : PACKS.allCommands()) {
            for (CommandProgram program : pack.programs()) {
                all.addAll(program.names().alternatives());
                all.addAll(program.options().withValue());
                program.commands()
                        .forEach(rule ->
                                Collections.addAll(all, rule.path().text().split("[ |]")));
            }
        }
        all.removeIf(String::isEmpty);
        Collections.sort(all);
        return all;
    }
}
