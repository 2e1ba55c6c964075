package dev.agentguard.javaagent;

import java.io.File;
import java.lang.instrument.Instrumentation;
import java.lang.reflect.InvocationTargetException;
import java.net.URI;
import java.net.URL;
import java.security.CodeSource;
import java.util.jar.JarFile;
import org.jspecify.annotations.Nullable;

/**
 * The door of {@code guard.jar}: {@code -javaagent:guard.jar} guards a JVM, {@code java -jar guard.jar} is the command
 * line. With {@link IsolatedLoader} and the bridge this is all that an application can see of Guard. Before the
 * application's {@code main} it touches no {@code java.util.logging}, no {@code java.nio.file} and no JMX.
 */
public final class GuardAgent {

    private static final String START = "dev.agentguard.javaagent.AgentStart";
    private static final String COMMAND_LINE = "dev.agentguard.javaagent.cli.GuardCommand";

    private GuardAgent() {}

    /**
     * Starts the guard before the application. What makes the start impossible, a broken configuration above all, is
     * printed as one message and ends the JVM: it never runs unguarded by mistake.
     *
     * @param arguments the path of a {@code guard.yaml}, {@code config=} and that path, or null
     * @param instrumentation the JVM's instrumentation
     */
    public static void premain(@Nullable String arguments, Instrumentation instrumentation) {
        String tool = System.getProperty("jdk.module.main", "");
        if (tool.startsWith("jdk.")) {
            // JAVA_TOOL_OPTIONS is often global: javac, jar and jcmd run no agent's code.
            System.err.println("guard: not started in the JDK tool of module " + tool);
            return;
        }
        try {
            if (GuardAgent.class.getClassLoader() == null) {
                start(arguments, instrumentation);
            } else {
                startOnBootPath(arguments, instrumentation);
            }
        } catch (InvocationTargetException e) {
            end(e.getCause());
        } catch (Exception | LinkageError e) {
            end(e);
        }
    }

    private static void start(@Nullable String arguments, Instrumentation instrumentation) throws Exception {
        new IsolatedLoader(new JarFile(ownFile()))
                .loadClass(START)
                .getMethod("start", String.class, Instrumentation.class)
                .invoke(null, arguments, instrumentation);
    }

    /**
     * The manifest names `guard.jar`, so under any other name the jar is not on the boot path yet. Once it is, this
     * class is there too, and that one goes on: half of Guard in either loader would not fit together.
     */
    private static void startOnBootPath(@Nullable String arguments, Instrumentation instrumentation) throws Exception {
        instrumentation.appendToBootstrapClassLoaderSearch(new JarFile(ownFile()));
        Class.forName(GuardAgent.class.getName(), true, null)
                .getMethod("premain", String.class, Instrumentation.class)
                .invoke(null, arguments, instrumentation);
    }

    /**
     * Runs a command and ends the JVM with its exit status.
     *
     * @param arguments the command line
     * @throws Exception if the jar cannot be read
     */
    public static void main(String[] arguments) throws Exception {
        Object status = new IsolatedLoader(new JarFile(ownFile()))
                .loadClass(COMMAND_LINE)
                .getMethod("run", String[].class)
                .invoke(null, (Object) arguments);
        System.exit((Integer) status);
    }

    /** The jar that this class came from; on the boot path a class has no code source. */
    private static File ownFile() throws Exception {
        CodeSource source = GuardAgent.class.getProtectionDomain().getCodeSource();
        if (source != null) {
            return new File(source.getLocation().toURI());
        }
        String entry = GuardAgent.class.getName().replace('.', '/') + ".class";
        URL url = ClassLoader.getSystemResource(entry);
        if (url == null || !url.getProtocol().equals("jar")) {
            throw new IllegalStateException("guard cannot find its own jar");
        }
        String path = url.getPath();
        return new File(new URI(path.substring(0, path.length() - entry.length() - "!/".length())));
    }

    private static void end(@Nullable Throwable failure) {
        String message = failure == null ? null : failure.getMessage();
        System.err.println("guard: not started, so the application was not started either: "
                + (message == null ? String.valueOf(failure) : message));
        System.exit(1);
    }
}
