package dev.agentguard.rules;

import dev.agentguard.effect.Carrier;
import dev.agentguard.effect.Command;
import dev.agentguard.effect.Word;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Programs that start another one of a certain version: {@code corepack yarn add x}, {@code npx yarn@4 add x}. */
final class Wrapped {

    private static final Set<String> MANAGED = Set.of("yarn", "yarnpkg", "pnpm", "pnpx", "npm", "npx", "bun");
    private static final Map<String, String> SAME = Map.of("yarnpkg", "yarn");

    private Wrapped() {}

    /** Returns the programs with those that they start behind them. */
    static List<Carrier.Start> opened(List<Carrier.Start> starts) {
        List<Carrier.Start> all = new ArrayList<>(starts.size());
        for (Carrier.Start start : starts) {
            all.add(start);
            Command inner = inner(start.command());
            if (inner != null) {
                all.add(new Carrier.Start(inner, start.where()));
            }
        }
        return all;
    }

    private static @Nullable Command inner(Command command) {
        String program = command.program().toLowerCase(Locale.ROOT);
        List<Word> words = command.arguments();
        int at = switch (program) {
            case "corepack" -> operand(words, 0);
            case "volta", "fnm" -> words.isEmpty() ? 0 : operand(words, 1);
            case "nvm" -> version(words);
            default -> -1;
        };
        if (at < 0) {
            String plain = plain(program);
            return plain.equals(program) ? null : called(command, plain, words);
        }
        boolean runs = program.equals("corepack")
                ? at < words.size() && MANAGED.contains(plain(words.get(at).text()))
                : at < words.size()
                        && Set.of("run", "exec").contains(words.get(0).text());
        return runs ? called(command, plain(words.get(at).text()), words.subList(at + 1, words.size())) : null;
    }

    private static Command called(Command outer, String program, List<Word> arguments) {
        return new Command(program, arguments, outer.input(), outer.evidence(), outer.variables());
    }

    /** The first word from a place on that is no option, nor an option's version. */
    private static int operand(List<Word> words, int from) {
        int at = from;
        while (at < words.size() && words.get(at).text().startsWith("-")) {
            boolean valued = Set.of("--using", "--node", "--npm", "--yarn", "--pnpm", "--env")
                    .contains(words.get(at).text());
            at += valued ? 2 : 1;
        }
        return at;
    }

    /** {@code nvm exec 20 yarn}, {@code nvm exec yarn}. */
    private static int version(List<Word> words) {
        int at = words.isEmpty() ? 0 : operand(words, 1);
        String word = at < words.size() ? words.get(at).text() : "";
        boolean version =
                word.startsWith("lts/") || word.chars().allMatch(c -> c == '.' || c == 'v' || Character.isDigit(c));
        return version ? at + 1 : at;
    }

    private static String plain(String program) {
        int version = program.indexOf('@', 1);
        String name = (version > 0 ? program.substring(0, version) : program).toLowerCase(Locale.ROOT);
        return SAME.getOrDefault(name, name);
    }
}
