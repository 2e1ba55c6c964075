package dev.agentguard.rules.tamper;

import dev.agentguard.action.ToolCall;
import dev.agentguard.annotation.Reversibility;
import dev.agentguard.effect.Command;
import dev.agentguard.effect.Effect;
import dev.agentguard.effect.Place;
import dev.agentguard.effect.Word;
import dev.agentguard.rules.FindNames;
import dev.agentguard.rules.RuleInput;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds the files that an effect may change: by its resource, its command's operands, its tool's arguments. */
final class TouchedFiles {

    private static final String FILE = "local:file";

    /** What git does to files of the work tree that it is told the names of. */
    private static final Set<String> OF_THE_WORK_TREE =
            Set.of("git:checkout", "git:restore", "git:rm", "git:mv", "git:clean", "git:apply", "git:stash");

    private static final String FIND = "local:find";
    private static final List<String> OF_THIS_MACHINE = List.of("local:", "code:", "shell:", "command:");

    private TouchedFiles() {}

    static List<Touched> of(RuleInput input) {
        Effect effect = input.effect();
        List<Touched> touched = new ArrayList<>();
        boolean destroys = effect.reversibility().compareTo(Reversibility.RECOVERABLE) >= 0;
        Path from = directory(effect);
        String id = effect.resource().id();
        boolean named = false;
        List<String> found = findNames(effect, input);
        found.forEach(name -> touched.add(new Touched(name, null, destroys)));
        if (id != null && effect.resource().type().equals(FILE)) {
            named = true;
            if (found.isEmpty() || !effect.operation().equals(FIND)) {
                touched.add(new Touched(id, from, destroys));
            }
        }
        ToolCall call = input.action().tool();
        if (call != null && !effect.evidence().where().contains(", ")) {
            ToolTexts.of(call).forEach(text -> touched.add(new Touched(text, from, destroys)));
        }
        if (mayTouchOperands(effect, named)) {
            for (Command command : input.commands()) {
                if (!found.isEmpty() && isFind(command)) {
                    continue;
                }
                // what git puts back into a directory is what people committed
                boolean below = moves(effect)
                        || (destroys
                                && (!effect.operation().startsWith("git:")
                                        || effect.operation().equals("git:rm")));
                operands(command, from, below, moves(effect), touched);
            }
        }
        if (effect.host() != null) {
            ofRequest(effect, touched);
        }
        return touched;
    }

    /** A command whose effect names its file was read; of a move, the other one goes. */
    private static boolean mayTouchOperands(Effect effect, boolean named) {
        String operation = effect.operation();
        if (operation.startsWith("git:")) {
            return OF_THE_WORK_TREE.contains(operation);
        }
        return effect.host() == null
                && OF_THIS_MACHINE.stream().anyMatch(operation::startsWith)
                && (!named || moves(effect));
    }

    private static boolean moves(Effect effect) {
        String operation = effect.operation();
        return operation.endsWith(":mv")
                || operation.endsWith(":gmv")
                || operation.endsWith(":rename")
                || operation.endsWith(":move");
    }

    /** What is moved goes with what lies in it; where it is moved to, that stays. */
    private static void operands(
            Command command, @Nullable Path from, boolean below, boolean moves, List<Touched> touched) {
        List<Word> words = command.arguments();
        boolean target = moves
                && words.stream()
                        .noneMatch(word ->
                                word.text().startsWith("-t") || word.text().startsWith("--t"));
        for (int i = 0; i < words.size(); i++) {
            String text = words.get(i).text();
            boolean stays = text.startsWith("-") || (target && i == words.size() - 1);
            touched.add(new Touched(text, from, below && !stays));
            int equals = text.indexOf('=');
            if (equals > 0) {
                touched.add(new Touched(text.substring(equals + 1), from, false));
            }
        }
    }

    /** The names that a find is limited to, if this is what it does to the files that it finds. */
    private static List<String> findNames(Effect effect, RuleInput input) {
        return effect.operation().startsWith("local:")
                ? FindNames.of(
                        input.commands().stream().filter(TouchedFiles::isFind).toList())
                : List.of();
    }

    private static boolean isFind(Command command) {
        return command.program().equals("find") || command.program().equals("gfind");
    }

    /** A file service, or the contents of a repository over a forge's API. */
    private static void ofRequest(Effect effect, List<Touched> touched) {
        String id = effect.resource().id();
        if (id == null || !effect.resource().type().startsWith("http:")) {
            return;
        }
        String path = decoded(id);
        int contents = path.indexOf("/contents/");
        int files = path.indexOf("/repository/files/");
        if (contents >= 0) {
            touched.add(new Touched(path.substring(contents + 10), Path.of("").toAbsolutePath(), false));
        } else if (files >= 0) {
            touched.add(new Touched(path.substring(files + 18), Path.of("").toAbsolutePath(), false));
        }
    }

    private static String decoded(String path) {
        int end = path.indexOf('?');
        String plain = end < 0 ? path : path.substring(0, end);
        try {
            return URLDecoder.decode(plain.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return plain;
        }
    }

    /** The directory that relative names count from, or null if nobody knows. */
    private static @Nullable Path directory(Effect effect) {
        Path base = Path.of("").toAbsolutePath();
        for (Place place : effect.places()) {
            if (place.type().equals(Place.DIRECTORY)) {
                String value = place.value();
                if (value == null) {
                    return null;
                }
                try {
                    base = base.resolve(value);
                } catch (InvalidPathException e) {
                    return null;
                }
            }
        }
        return base;
    }
}
