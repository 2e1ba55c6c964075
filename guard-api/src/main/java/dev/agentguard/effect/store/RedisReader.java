package dev.agentguard.effect.store;

import dev.agentguard.action.StoreCommand;
import dev.agentguard.annotation.Reversibility;
import dev.agentguard.effect.Effect;
import dev.agentguard.effect.Evidence;
import dev.agentguard.effect.Kind;
import dev.agentguard.effect.Place;
import dev.agentguard.effect.Reach;
import dev.agentguard.effect.store.RedisTable.Known;
import dev.agentguard.effect.store.RedisTable.Names;
import dev.agentguard.effect.store.RedisTable.Thing;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads one command of Redis. Not safe for use by threads. */
final class RedisReader {

    /** Keys with an effect each; of more, one effect stands for all. */
    private static final int MOST_KEYS = 20;

    private static final Place EVERY_DATABASE = new Place(Place.DATABASE_NAME, null);

    private static final Set<String> FILES = Set.of("dir", "dbfilename", "appendfilename", "appenddirname", "logfile");
    private static final Set<String> SECRETS = Set.of("requirepass", "masterauth", "masteruser", "aclfile");

    private final StoreCommand command;
    private final String name;
    private final List<String> names;
    private final List<String> options;

    RedisReader(StoreCommand command) {
        this.command = command;
        this.name = command.name().toUpperCase(Locale.ROOT);
        this.names = texts(RedisWords.NAMES);
        this.options = texts(RedisWords.OPTIONS);
    }

    private List<String> texts(String argument) {
        return command.arguments().get(argument) instanceof List<?> list
                ? list.stream().map(String::valueOf).toList()
                : List.of();
    }

    List<Effect> effects() {
        Known known = RedisTable.of(name, names.isEmpty() ? null : names.get(0));
        Reversibility reversibility = RedisTable.with(name, known, options);
        if (name.equals("CONFIG") && reversibility == Reversibility.REVERSIBLE) {
            return List.of(setting(known));
        }
        if (known.thing() == Thing.SCRIPT) {
            return script(known);
        }
        if (known.thing() != Thing.KEY || reversibility.compareTo(Reversibility.RECOVERABLE) < 0) {
            return List.of(effect(known, reversibility, id(known)).build());
        }
        return keys(known, reversibility);
    }

    private List<Effect> keys(Known known, Reversibility reversibility) {
        boolean each = known.names() == Names.ALL && names.size() > 1;
        if (!each || names.size() > MOST_KEYS) {
            return List.of(effect(known, reversibility, each ? null : id(known))
                    .reach(each || name.equals("MIGRATE") ? Reach.MANY : Reach.ONE)
                    .build());
        }
        List<Effect> effects = new ArrayList<>(names.size());
        for (String key : names) {
            effects.add(effect(known, reversibility, key).build());
        }
        return effects;
    }

    /** What a script is seen to call counts; what else it does, with computed names and by functions, stays open. */
    private List<Effect> script(Known known) {
        List<Effect> effects = new ArrayList<>();
        effects.add(effect(known, known.reversibility(), id(known)).build());
        for (String called : texts(RedisWords.CALLS)) {
            Known one = RedisTable.of(called, null);
            if (one.thing() != Thing.KEY && one.reversibility() == Reversibility.IRREVERSIBLE) {
                effects.add(Effect.of(operation(called), new Evidence("script", called))
                        .kind(kind(one))
                        .resource(type(one), null)
                        .reach(Reach.ALL)
                        .places(called.equals("FLUSHDB") ? List.of() : List.of(EVERY_DATABASE))
                        .reversibility(one.reversibility(), "the script calls `" + called + "`")
                        .build());
            }
        }
        return effects;
    }

    private Effect setting(Known known) {
        Effect.Builder effect = effect(known, Reversibility.REVERSIBLE, id(known));
        Map<?, ?> settings = command.arguments().get("settings") instanceof Map<?, ?> map ? map : Map.of();
        settings.forEach((key, value) -> {
            String setting = String.valueOf(key);
            String given = String.valueOf(value).toLowerCase(Locale.ROOT);
            if ((setting.equals("save") && given.isBlank()) || (setting.equals("appendonly") && given.equals("no"))) {
                effect.destroysRecovery(true)
                        .reach(Reach.ALL)
                        .reversibility(Reversibility.IRREVERSIBLE, "what is written from now on is not saved");
            } else if (setting.equals("maxmemory") || setting.equals("maxmemory-policy")) {
                effect.reach(Reach.ALL)
                        .reversibility(Reversibility.IRREVERSIBLE, "has keys deleted that do not fit in any more");
            } else if (FILES.contains(setting)) {
                effect.reversibility(Reversibility.UNKNOWN, "has the server write files elsewhere");
            } else if (SECRETS.contains(setting)) {
                effect.kind(Kind.ACCESS).reversibility(Reversibility.IRREVERSIBLE, "replaces a password");
            }
        });
        return effect.build();
    }

    private Effect.Builder effect(Known known, Reversibility reversibility, @Nullable String id) {
        String shown = known.thing() == Thing.KEY || names.isEmpty() ? name : name + " " + String.join(" ", head());
        return Effect.of(operation(name), new Evidence("command", shown))
                .kind(kind(known))
                .resource(type(known), id)
                .reach(known.thing() == Thing.DATABASE || known.thing() == Thing.SERVER ? Reach.ALL : Reach.ONE)
                .places(places(known))
                .reversibility(reversibility, reason(known, reversibility));
    }

    /** What is about the whole server is in each of its databases, whichever the connection is in. */
    private List<Place> places(Known known) {
        boolean server = known.thing() == Thing.SERVER
                || known.thing() == Thing.USER
                || (known.thing() == Thing.DATABASE && !name.equals("FLUSHDB") && !name.startsWith("FT."));
        return server ? List.of(EVERY_DATABASE) : List.of();
    }

    private List<String> head() {
        return names.subList(0, Math.min(2, names.size()));
    }

    private @Nullable String id(Known known) {
        return switch (known.thing()) {
            case KEY -> {
                boolean family = known.names() == Names.FIRST_TWO;
                int at = family && names.size() > 1 && RedisTable.of(name, null).names() != Names.FIRST_TWO ? 1 : 0;
                yield names.size() > at ? names.get(at) : null;
            }
            case DATABASE -> name.equals("FLUSHDB") ? command.database() : name.startsWith("FT.") ? first() : null;
            case SERVER, SCRIPT -> null;
            case USER -> names.size() > 1 ? names.get(1) : null;
        };
    }

    private @Nullable String first() {
        return names.isEmpty() ? null : names.get(0);
    }

    static String operation(String name) {
        return "redis:" + name.toLowerCase(Locale.ROOT);
    }

    private static Kind kind(Known known) {
        return switch (known.thing()) {
            case KEY, DATABASE -> Kind.DATA;
            case SERVER -> known.reversibility() == Reversibility.IRREVERSIBLE ? Kind.DATA : Kind.COMPUTE;
            case SCRIPT -> Kind.DATA;
            case USER -> Kind.ACCESS;
        };
    }

    private static String type(Known known) {
        return "redis:" + known.thing().name().toLowerCase(Locale.ROOT);
    }

    private String reason(Known known, Reversibility reversibility) {
        return switch (reversibility) {
            case READ_ONLY -> "reads";
            case REVERSIBLE, RECOVERABLE -> "changes keys or settings";
            case IRREVERSIBLE ->
                switch (known.thing()) {
                    case DATABASE -> "takes away every key or a whole index";
                    case SERVER -> "what the server holds is gone";
                    case USER -> "takes users and their rights away";
                    default -> "`" + name + "` removes data";
                };
            case UNKNOWN -> known.thing() == Thing.SCRIPT ? "runs a script" : "what `" + name + "` does is not known";
        };
    }
}
