package dev.agentguard.javaagent;

import dev.agentguard.Guard;
import dev.agentguard.bridge.GuardBridge;
import dev.agentguard.config.ConfigLocator;
import dev.agentguard.config.GuardConfig;
import dev.agentguard.config.Mode;
import dev.agentguard.javaagent.http.MessageHeaders;
import dev.agentguard.javaagent.instrumentation.TypeInstrumentation;
import dev.agentguard.javaagent.process.ChildJvms;
import dev.agentguard.scope.HttpTransport;
import dev.agentguard.scope.JdkHttpTransport;
import java.io.File;
import java.io.IOException;
import java.lang.instrument.Instrumentation;
import java.lang.instrument.UnmodifiableClassException;
import java.net.JarURLConnection;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Starts the engine and the instrumentations in the agent's own loader. */
public final class AgentStart {

    private static final String CONFIG = "config=";

    private AgentStart() {}

    /**
     * Starts the guard of this JVM, once.
     *
     * @param arguments the agent's argument: the path of a {@code guard.yaml}, with or without {@code config=}, or null
     * @param instrumentation the JVM's instrumentation
     * @throws dev.agentguard.config.ConfigException if the configuration cannot be used
     * @throws UnmodifiableClassException if a class that is loaded already cannot be instrumented
     */
    public static void start(@Nullable String arguments, Instrumentation instrumentation)
            throws UnmodifiableClassException {
        if (GuardBridge.installed()) {
            System.err.println(
                    "guard: attached twice; the first configuration holds, the second `-javaagent` is ignored");
            return;
        }
        GuardConfig config = ConfigLocator.ofThisProcess().locate(configFile(arguments));
        Guard.Builder builder =
                Guard.builder().config(config).wireGuarded(true).transport(bypassing(new JdkHttpTransport()));
        Path jar = jar();
        Guard guard = (jar == null ? builder : builder.ownFile(jar)).build();
        // not closed: the application's own work at its end is judged too
        Runtime.getRuntime().addShutdownHook(new Thread(guard::flush, "guard-flush"));
        List<TypeInstrumentation> instrumentations =
                Instrumentations.all(children(jar, configFile(arguments)), instrumentation);
        boolean places = !config.environments().isEmpty()
                || !config.application().databases().isEmpty();
        GuardBridge.install(new Engine(guard, new SqlCalls(guard, places), Instrumentations.hooks(instrumentations)));
        MessageHeaders.open(instrumentation);
        // A class that cannot be guarded would let through what it was meant to stop.
        boolean enforced = config.mode() == Mode.ENFORCE;
        new Transformer(instrumentations, enforced ? () -> Runtime.getRuntime().halt(1) : () -> {})
                .install(instrumentation);
        System.err.println("guard " + Version.text()
                + ": guards java.net.http.HttpClient, HttpURLConnection, OkHttp, Apache HttpClient, Jetty's"
                + " client, Netty's HTTP codecs, gRPC, JDBC, Jedis, Lettuce, MongoDB's driver, Kafka's admin client,"
                + " process starts and the tools of LangChain4j once they are loaded; "
                + String.join("; ", guard.summary()));
    }

    /** A configuration that was merely found is not handed on: named by Guard, it would count as a human's own. */
    private static ChildJvms children(@Nullable Path jar, @Nullable String named) {
        boolean inherit = !"false".equalsIgnoreCase(System.getProperty("guard.process.inherit"));
        String file = named != null ? named : System.getProperty(ConfigLocator.PROPERTY);
        String given = file == null || file.isBlank() ? System.getenv(ConfigLocator.VARIABLE) : file;
        return new ChildJvms(
                jar == null || !inherit ? null : jar.toFile(),
                given == null || given.isBlank() ? null : new File(given));
    }

    /** The file that this JVM was given as its agent; its classes on the boot path do not tell, their place does. */
    private static @Nullable Path jar() {
        try {
            URL place = ClassLoader.getSystemResource(GuardAgent.class.getName().replace('.', '/') + ".class");
            return place != null && place.openConnection() instanceof JarURLConnection inside
                    ? Path.of(inside.getJarFileURL().toURI())
                    : null;
        } catch (IOException | URISyntaxException | IllegalArgumentException e) {
            return null;
        }
    }

    static @Nullable String configFile(@Nullable String arguments) {
        if (arguments == null || arguments.isBlank()) {
            return null;
        }
        return arguments.startsWith(CONFIG) ? arguments.substring(CONFIG.length()) : arguments;
    }

    /** Guard's own requests pass the instrumented client unjudged, on whichever thread they are sent. */
    private static HttpTransport bypassing(HttpTransport transport) {
        return request -> {
            try {
                return GuardBridge.bypass(() -> transport.send(request));
            } catch (IOException | RuntimeException e) {
                throw e;
            } catch (Exception e) {
                throw new IOException(e);
            }
        };
    }
}
