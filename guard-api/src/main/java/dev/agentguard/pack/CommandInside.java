package dev.agentguard.pack;

import dev.agentguard.effect.Command;
import dev.agentguard.effect.CommandReading;
import dev.agentguard.effect.Place;
import dev.agentguard.effect.Word;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Finds the commands and the code that a command is given. */
final class CommandInside {

    private static final Word UNKNOWN = new Word("$input", false);
    private static final int MOST = 50;
    private static final String INPUT = "-";

    private CommandInside() {}

    static List<CommandReading> runs(CommandRule.Runs runs, CommandLine line, Command command, List<Place> places) {
        if (!line.given(runs.without()).isEmpty()) {
            return List.of();
        }
        List<String> placeholders = new ArrayList<>(runs.placeholders());
        for (CommandLine.Option option : line.given(runs.placeholderOptions())) {
            if (option.value() != null) {
                placeholders.add(option.value().text());
            }
        }
        List<CommandReading> all = new ArrayList<>();
        List<List<Word>> commands =
                runs.start().isEmpty() ? List.of(rest(runs, line)) : between(runs, command.arguments());
        for (List<Word> words : commands) {
            if (!words.isEmpty() && all.size() < MOST && !isInput(words, command)) {
                List<Word> filled = new ArrayList<>();
                words.forEach(word ->
                        filled.add(filled(word, placeholders, runs.start().isEmpty())));
                if (runs.append() && line.given(runs.placeholderOptions()).isEmpty()) {
                    filled.add(UNKNOWN);
                }
                all.add(new CommandReading.Runs(filled, runs.append() ? null : command.input(), places));
            }
        }
        return all;
    }

    /** {@code python3 -} reads its program from standard input; it runs no program of that name. */
    private static boolean isInput(List<Word> words, Command command) {
        return words.get(0).text().equals(INPUT) && command.input() != null;
    }

    /** What stands for the name of a file that was found stays as it is; what stands for any text does not. */
    private static Word filled(Word word, List<String> placeholders, boolean anyText) {
        for (String placeholder : placeholders) {
            if (!placeholder.isEmpty() && word.text().contains(placeholder)) {
                return new Word(anyText ? word.text().replace(placeholder, UNKNOWN.text()) : word.text(), false);
            }
        }
        return word;
    }

    private static List<Word> rest(CommandRule.Runs runs, CommandLine line) {
        List<Word> words = line.restWords();
        int at = 0;
        while (runs.assignments() && at < words.size() && assignment(words.get(at))) {
            at++;
        }
        return words.subList(at, words.size());
    }

    private static boolean assignment(Word word) {
        String text = word.text();
        int equals = text.indexOf('=');
        return equals > 0 && text.substring(0, equals).chars().allMatch(c -> c == '_' || Character.isLetterOrDigit(c));
    }

    /** Returns the arguments that are not those of another command. */
    static List<Word> outside(CommandRule.Runs runs, List<Word> arguments) {
        List<Word> all = new ArrayList<>();
        boolean open = false;
        for (Word word : arguments) {
            if (!open) {
                all.add(word);
            }
            open = open ? !runs.end().contains(word.text()) : runs.start().contains(word.text());
        }
        return all;
    }

    private static List<List<Word>> between(CommandRule.Runs runs, List<Word> arguments) {
        List<List<Word>> all = new ArrayList<>();
        List<Word> open = null;
        for (Word word : arguments) {
            if (open != null && runs.end().contains(word.text())) {
                all.add(open);
                open = null;
            } else if (open != null) {
                open.add(word);
            } else if (runs.start().contains(word.text())) {
                open = new ArrayList<>();
            }
        }
        if (open != null) {
            all.add(open);
        }
        return all;
    }

    static List<CommandReading> code(
            List<CommandRule.Code> code,
            CommandLine line,
            List<Word> behind,
            CommandLine front,
            Command command,
            List<Place> places) {
        if (code.isEmpty()) {
            return List.of();
        }
        List<CommandReading> all = new ArrayList<>();
        for (CommandRule.Code place : code) {
            if (!place.input() && mayStand(place, line, behind)) {
                List<Word> texts = texts(place, line, behind, front);
                texts = place.language().startsWith("sql") ? oneSession(texts) : texts;
                for (int i = 0; i < Math.min(MOST, texts.size()); i++) {
                    all.add(new CommandReading.Code(place.language(), texts.get(i), places));
                }
            }
        }
        Word input = command.input();
        for (CommandRule.Code place : code) {
            boolean asked =
                    place.options().isEmpty() || !line.given(place.options()).isEmpty();
            if (place.input() && asked && all.isEmpty() && input != null && mayBeInput(behind, place)) {
                all.add(new CommandReading.Code(place.language(), input, places));
            }
        }
        return all;
    }

    /** A client runs the statements of all its options over one connection, so that one may change where the next runs. */
    private static List<Word> oneSession(List<Word> texts) {
        if (texts.size() < 2) {
            return texts;
        }
        String all = texts.stream().map(Word::text).collect(Collectors.joining("\n;\n"));
        return List.of(new Word(all, texts.stream().allMatch(Word::known)));
    }

    private static boolean mayBeInput(List<Word> behind, CommandRule.Code place) {
        return behind.size() <= place.most() || behind.get(0).text().equals(INPUT);
    }

    /** A quick look at whether there is code at all: most commands have none. */
    private static boolean mayStand(CommandRule.Code place, CommandLine line, List<Word> behind) {
        if (place.join()) {
            return true;
        }
        if (place.operand() == 0) {
            return !line.options().isEmpty() && !line.given(place.options()).isEmpty();
        }
        boolean any = place.prefix().isEmpty() && behind.size() >= place.operand();
        for (int i = place.operand() - 1; i < behind.size() && !any; i++) {
            any = behindPrefix(behind.get(i).text(), place.prefix()) >= 0;
        }
        return any;
    }

    private static List<Word> texts(CommandRule.Code place, CommandLine line, List<Word> behind, CommandLine front) {
        List<Word> found = new ArrayList<>();
        List<CommandLine.Option> given = line.given(place.options());
        if (place.join()) {
            List<Word> rest = front.restWords();
            found.addAll(rest.isEmpty() ? rest : List.of(joined(rest)));
        } else if (place.operand() == 0) {
            for (CommandLine.Option option : given) {
                if (option.value() != null) {
                    found.add(option.value());
                }
            }
        } else if ((place.options().isEmpty() || !given.isEmpty())
                && behind.size() >= place.operand()
                && line.given(place.without()).isEmpty()) {
            List<Word> from = behind.subList(place.operand() - 1, Math.min(place.to(), behind.size()));
            found.addAll(place.options().isEmpty() ? from : from.subList(0, 1));
        }
        if (found.isEmpty()) {
            return List.of();
        }
        return found.stream()
                .filter(word -> behindPrefix(word.text(), place.prefix()) >= 0)
                .map(word -> new Word(
                        word.text().substring(behindPrefix(word.text(), place.prefix())) + place.suffix(),
                        word.known()))
                .toList();
    }

    /** Where the code starts behind a prefix, in any case, in which one {@code *} stands for anything; -1 if it differs. */
    private static int behindPrefix(String text, String prefix) {
        int star = prefix.indexOf('*');
        int front = star < 0 ? prefix.length() : star;
        if (!text.regionMatches(true, 0, prefix, 0, front)) {
            return -1;
        }
        if (star < 0) {
            return front;
        }
        String behind = prefix.substring(star + 1).toLowerCase(Locale.ROOT);
        int found = text.toLowerCase(Locale.ROOT).indexOf(behind, front);
        return found < 0 ? -1 : found + behind.length();
    }

    private static Word joined(List<Word> words) {
        return new Word(
                words.stream().map(Word::text).collect(Collectors.joining(" ")),
                words.stream().allMatch(Word::known));
    }
}
