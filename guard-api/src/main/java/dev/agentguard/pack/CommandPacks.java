package dev.agentguard.pack;

import dev.agentguard.annotation.Reversibility;
import dev.agentguard.effect.Command;
import dev.agentguard.effect.CommandReading;
import dev.agentguard.effect.Effect;
import dev.agentguard.effect.Kept;
import dev.agentguard.effect.Knowledge;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/** What the packs know of programs, found by the program's name; a pack is read when one of its programs is first met. */
final class CommandPacks {

    private static final Set<String> SCRIPTS = Set.of(
            "sh", "bash", "zsh", "fish", "py", "rb", "pl", "js", "mjs", "cjs", "ts", "php", "lua", "r", "ps1", "bat",
            "cmd", "vbs", "groovy", "tcl", "awk", "sql", "scpt", "command", "run", "bin");

    private final Map<String, List<Supplier<CommandPack>>> byName;
    private final Map<WordPattern, Supplier<CommandPack>> byPattern;
    private final List<Source> sources;
    private final Lazy<CommandNames> names;
    private final CommandReader reader;
    private final Kept<List<ProgramRules>> programs = new Kept<>(this::find);

    CommandPacks(List<Source> sources, Lazy<CommandNames> names, Knowledge knowledge) {
        this.sources = List.copyOf(sources);
        Map<String, List<Supplier<CommandPack>>> named = new LinkedHashMap<>();
        Map<WordPattern, Supplier<CommandPack>> patterns = new LinkedHashMap<>();
        for (Source source : sources) {
            for (String program : source.programs()) {
                if (program.contains("*")) {
                    patterns.put(new WordPattern(List.of(program)), source.pack());
                } else {
                    named.computeIfAbsent(program.toLowerCase(Locale.ROOT), unused -> new ArrayList<>())
                            .add(source.pack());
                }
            }
        }
        this.byName = named;
        this.byPattern = patterns;
        this.names = names;
        this.reader = new CommandReader(names, knowledge);
    }

    /**
     * A pack that is read when it is needed.
     *
     * @param programs the names and patterns of its programs
     * @param pack the pack
     */
    record Source(List<String> programs, Supplier<CommandPack> pack) {
        Source {
            programs = List.copyOf(programs);
        }

        static Source shipped(PackIndex.Entry entry) {
            Lazy<CommandPack> pack = new Lazy<>(() -> CommandPackParser.parse(PackFiles.compiled(entry.file())));
            return new Source(entry.match().keys(), pack::get);
        }

        static Source read(PackMatch match, CommandPack pack) {
            return new Source(match.keys(), () -> pack);
        }
    }

    List<CommandPack> all() {
        return sources.stream().map(source -> source.pack().get()).toList();
    }

    List<CommandReading> readingsOf(Command command) {
        String name = command.program().toLowerCase(Locale.ROOT);
        List<ProgramRules> found = programs.of(name);
        if (found.size() == 1) {
            List<CommandReading> one = reader.read(found.get(0), command);
            return one.isEmpty() ? unknown(command) : one;
        }
        List<CommandReading> all = new ArrayList<>();
        for (ProgramRules program : found) {
            all.addAll(reader.read(program, command));
        }
        return all.isEmpty() ? unknown(command) : List.copyOf(all);
    }

    private List<ProgramRules> find(String name) {
        List<CommandProgram> found = new ArrayList<>();
        for (Supplier<CommandPack> pack : byName.getOrDefault(name, List.of())) {
            program(pack.get(), name, false, found);
        }
        if (found.isEmpty()) {
            byPattern.forEach((pattern, pack) -> {
                if (found.isEmpty() && pattern.matches(name)) {
                    program(pack.get(), name, true, found);
                }
            });
        }
        return found.stream().map(ProgramRules::new).toList();
    }

    private static void program(CommandPack pack, String name, boolean patterns, List<CommandProgram> into) {
        for (CommandProgram program : pack.programs()) {
            boolean named = program.names().alternatives().stream()
                    .map(alternative -> alternative.toLowerCase(Locale.ROOT))
                    .anyMatch(alternative -> patterns ? WordPattern.glob(alternative, name) : alternative.equals(name));
            if (named) {
                into.add(program);
                return;
            }
        }
    }

    private List<CommandReading> unknown(Command command) {
        Effect.Builder effect = Effect.of("command:" + command.program(), command.evidence())
                .resource("command:program", command.program());
        CommandLine line = CommandLine.of(command.arguments(), names.get().usual());
        Effect read = isScript(command.program())
                ? effect.reversibility(
                                Reversibility.UNKNOWN, "`" + command.program() + "` is a script that is not read")
                        .build()
                : names.get().read(command, line, effect);
        return List.of(new CommandReading.Does(read));
    }

    private static boolean isScript(String program) {
        int dot = program.lastIndexOf('.');
        return dot > 0 && SCRIPTS.contains(program.substring(dot + 1).toLowerCase(Locale.ROOT));
    }
}
