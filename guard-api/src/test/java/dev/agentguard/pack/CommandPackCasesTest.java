package dev.agentguard.pack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentguard.effect.Command;
import dev.agentguard.effect.CommandReading;
import dev.agentguard.effect.Effect;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every rule of the shipped packs of command lines against its cases, which are data beside it. */
class CommandPackCasesTest {

    private static final Packs PACKS = Packs.shipped();

    private static final List<CommandPackCase> CASES = PackFiles.index().of(PackProtocol.COMMAND).stream()
            .map(PackIndex.Entry::file)
            .flatMap(file -> CommandPackCase.read(file.replace(".yaml", ".cases.yaml")).stream())
            .toList();

    static Stream<CommandPackCase> cases() {
        return CASES.stream();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void caseHasItsEffect(CommandPackCase given) {
        assertThat(given.actual(PACKS)).isEqualTo(given.expected());
    }

    @ParameterizedTest
    @MethodSource("cases")
    void sectionSaysWhatIsExpected(CommandPackCase given) {
        if (!given.section().equals("evasion") && given.expected().containsKey("class")) {
            assertThat(given.stops()).isEqualTo(given.section().equals("must-stop"));
        }
    }

    @Test
    void everyDestructiveRule_hasACaseThatStopsIt() {
        Set<String> stopped = new TreeSet<>();
        CASES.stream().filter(CommandPackCase::stops).forEach(given -> stopped.addAll(reasons(given.command())));
        List<String> untested = new ArrayList<>();
        forEachRule((program, rule) -> {
            String name = name(program, rule);
            boolean harms = rule.reversibility() != null && CommandPackCase.harmful(rule.reversibility());
            if (harms && !stopped.contains(name + ": " + rule.reason())) {
                untested.add(name);
            }
            for (CommandCase candidate : rule.cases()) {
                if (CommandPackCase.harmful(candidate.reversibility())
                        && !stopped.contains(name + ": " + candidate.reason())) {
                    untested.add(name + " when " + candidate.reason());
                }
            }
        });
        assertThat(untested).isEmpty();
    }

    @Test
    void everyOtherRule_hasACaseThatPasses() {
        Set<String> passed = new TreeSet<>();
        CASES.stream().filter(given -> !given.stops()).forEach(given -> passed.addAll(rules(given.command())));
        List<String> untested = new ArrayList<>();
        forEachRule((program, rule) -> {
            boolean passes = rule.reversibility() != null && !CommandPackCase.harmful(rule.reversibility());
            if (passes && !passed.contains(name(program, rule))) {
                untested.add(name(program, rule));
            }
        });
        assertThat(untested).isEmpty();
    }

    @FunctionalInterface
    private interface Visitor {
        void visit(CommandProgram program, CommandRule rule);
    }

    private static void forEachRule(Visitor visitor) {
        for (CommandPack pack : PACKS.allCommands()) {
            for (CommandProgram program : pack.programs()) {
                if (program.whole() != null) {
                    visitor.visit(program, program.whole());
                }
                program.commands().forEach(rule -> visitor.visit(program, rule));
            }
        }
    }

    private static String name(CommandProgram program, CommandRule rule) {
        return program.names().alternatives().get(0) + " " + rule.path().text();
    }

    private static Set<String> rules(Command command) {
        Set<String> names = new TreeSet<>();
        for (CommandProgram program : programs(command)) {
            CommandRule rule = CommandReader.ruleOf(program, command);
            if (rule != null) {
                names.add(name(program, rule));
            }
        }
        return names;
    }

    private static Set<String> reasons(Command command) {
        Set<String> reasons = new TreeSet<>();
        for (String rule : rules(command)) {
            for (CommandReading reading : PACKS.readingsOf(command)) {
                if (reading instanceof CommandReading.Does does) {
                    Effect effect = does.effect();
                    reasons.add(rule + ": " + effect.reason());
                }
            }
        }
        return reasons;
    }

    private static List<CommandProgram> programs(Command command) {
        return PACKS.allCommands().stream()
                .flatMap(pack -> pack.programs().stream())
                .filter(program -> program.names().alternatives().stream()
                        .map(alternative -> alternative.toLowerCase(Locale.ROOT))
                        .anyMatch(alternative ->
                                WordPattern.glob(alternative, command.program().toLowerCase(Locale.ROOT))))
                .toList();
    }
}
