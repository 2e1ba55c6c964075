package dev.agentguard.mcp;

import dev.agentguard.action.Action;
import dev.agentguard.action.HttpCall;
import dev.agentguard.action.ServerTool;
import dev.agentguard.action.ToolCall;
import dev.agentguard.action.ToolServer;
import dev.agentguard.mcp.ServerStanding.Pin;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says what is known of the servers whose tools are called. Threadsafe. */
public final class ToolServers {

    private static final Logger LOG = LoggerFactory.getLogger(ToolServers.class);

    private static final int LONGEST_TOOL = 100;

    /** Of tools that changed, in one line of the log. */
    private static final int MOST_NAMED = 5;

    /** The hints as they are where a server gives none. */
    private static final Map<String, Boolean> DEFAULTS =
            Map.of("readOnlyHint", false, "destructiveHint", true, "idempotentHint", false, "openWorldHint", true);

    private final List<DeclaredServer> declared;
    private final ToolPins pins;
    private final InstantSource clock;

    /**
     * Creates it.
     *
     * @param declared what a human said of servers; the strictest that fits holds
     * @param store the directory of the pins
     * @param clock the time
     */
    public ToolServers(List<DeclaredServer> declared, Path store, InstantSource clock) {
        this.declared = List.copyOf(declared);
        this.pins = new ToolPins(store);
        this.clock = clock;
    }

    /**
     * Takes note of the tools that a server lists. The first list of a server holds; what differs later is held until a
     * human accepts it.
     *
     * @param server the server
     * @param tools its tools, as it lists them
     * @throws PinsException if that cannot be kept
     */
    public void listed(ToolServer server, List<ServerTool> tools) throws PinsException {
        if (trust(server) == Trust.DENIED) {
            return;
        }
        String name = ServerName.of(server);
        Map<String, Definition> definitions = new LinkedHashMap<>();
        for (ServerTool tool : tools) {
            Map<String, @Nullable Object> said = tool.said();
            try {
                definitions.put(tool.name(), Definition.of(said == null ? Map.of() : said));
            } catch (IllegalArgumentException e) {
                LOG.warn("the tool `{}` of `{}` is not pinned: {}", shown(tool.name()), name, e.getMessage());
            }
        }
        List<String> differ = pins.listed(name, definitions, clock.instant());
        if (!differ.isEmpty() && trust(server) != Trust.TRUSTED) {
            LOG.warn(
                    "`{}` lists tools that are new or not what they were ({}): {}; calls of them are held until a human"
                            + " looked: java -jar guard.jar mcp",
                    name,
                    differ.size(),
                    differ.stream().limit(MOST_NAMED).map(ToolServers::shown).toList());
        }
    }

    /**
     * Returns what is known of the server of a tool that is called, or of one that a request goes to.
     *
     * @param action what is about to happen
     * @return the standing, or null if no server is involved or nothing is to be said of it
     */
    public @Nullable ServerStanding of(Action action) {
        if (action instanceof ToolCall call) {
            ServerTool tool = call.remote();
            return tool == null ? null : standing(tool);
        }
        return action instanceof HttpCall call && deniesUrl(call.url())
                ? ServerStanding.denied(ServerName.of(new ToolServer("", call.url())), "")
                : null;
    }

    /**
     * Returns how the server of a tool is called.
     *
     * @param tool the tool
     * @return its name, without secrets
     */
    public String name(ServerTool tool) {
        return ServerName.of(tool.server());
    }

    private boolean deniesUrl(String url) {
        for (DeclaredServer server : declared) {
            if (server.trust() == Trust.DENIED && server.fitsUrl(url)) {
                return true;
            }
        }
        return false;
    }

    private ServerStanding standing(ServerTool tool) {
        String server = ServerName.of(tool.server());
        String name = shown(tool.name());
        Trust trust = trust(tool.server());
        if (trust == Trust.DENIED) {
            return ServerStanding.denied(server, name);
        }
        boolean destroys = hints(tool.server()) && saysItDestroys(tool);
        String unknown = tool.unknown();
        if (unknown != null) {
            return new ServerStanding(server, name, trust, Pin.UNKNOWN, List.of(unknown), destroys, "");
        }
        try {
            Map<String, @Nullable Object> said = tool.said();
            Definition now = said == null ? null : Definition.of(said);
            String digest = now == null ? "" : now.digest();
            Definition was = pins.pinned(server, tool.name());
            if (now == null) {
                return new ServerStanding(server, name, trust, Pin.UNLISTED, List.of(), destroys, digest);
            }
            if (was == null) {
                Pin pin = pins.knows(server) ? Pin.NEW : Pin.SAME;
                return new ServerStanding(server, name, trust, pin, List.of(), destroys, digest);
            }
            List<String> changes = now.changesFrom(was);
            Pin pin = changes.isEmpty() ? Pin.SAME : Pin.CHANGED;
            return new ServerStanding(server, name, trust, pin, changes, destroys, digest);
        } catch (PinsException | IllegalArgumentException e) {
            return new ServerStanding(
                    server, name, trust, Pin.UNKNOWN, List.of(String.valueOf(e.getMessage())), destroys, "");
        }
    }

    /**
     * The specification has a tool destroy unless its server denies it, so only what is said counts; and a server that
     * gives all four hints as they are by default, as some libraries do for every tool, says nothing.
     */
    private static boolean saysItDestroys(ServerTool tool) {
        boolean byDefault =
                DEFAULTS.entrySet().stream().allMatch(hint -> hint.getValue().equals(tool.hint(hint.getKey())));
        return Boolean.TRUE.equals(tool.hint("destructiveHint"))
                && !Boolean.TRUE.equals(tool.hint("readOnlyHint"))
                && !byDefault;
    }

    private Trust trust(ToolServer server) {
        Trust strictest = null;
        for (DeclaredServer one : declared) {
            if (one.fits(server) && (strictest == null || one.trust().compareTo(strictest) > 0)) {
                strictest = one.trust();
            }
        }
        return strictest == null ? Trust.UNDECLARED : strictest;
    }

    private boolean hints(ToolServer server) {
        boolean fits = false;
        for (DeclaredServer one : declared) {
            if (one.fits(server)) {
                fits = true;
                if (one.hints()) {
                    return true;
                }
            }
        }
        return !fits;
    }

    private static String shown(String tool) {
        return Excerpt.escaped(tool, LONGEST_TOOL);
    }
}
