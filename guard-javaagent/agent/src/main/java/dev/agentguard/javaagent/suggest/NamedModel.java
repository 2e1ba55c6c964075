package dev.agentguard.javaagent.suggest;

import java.io.File;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A chat model of LangChain4j that a static method of the user's makes. It lives in a class loader of its own: Guard
 * brings no LangChain4j along, and any version from 1.0 on will do.
 */
public final class NamedModel implements AutoCloseable {

    private static final String MODEL = "dev.langchain4j.model.chat.ChatModel";
    private static final Pattern NAME = Pattern.compile("[\\p{Alnum}_$.]{1,200}#[\\p{Alnum}_$]{1,100}");
    private static final int LONGEST = 20_000;

    private final URLClassLoader loader;
    private final Object model;
    private final Method chat;
    private final Duration limit;
    private final ExecutorService thread = Executors.newSingleThreadExecutor(work -> {
        Thread worker = new Thread(work, "guard-suggest");
        worker.setDaemon(true);
        return worker;
    });

    private NamedModel(URLClassLoader loader, Object model, Method chat, Duration limit) {
        this.loader = loader;
        this.model = model;
        this.chat = chat;
        this.limit = limit;
    }

    /**
     * Makes a model.
     *
     * @param classPath jars and directories as Java takes them; {@code lib/*} means all jars of a directory
     * @param name class and static method without parameters, {@code com.acme.Models#chat}
     * @param limit how long one answer may take
     * @return the model
     * @throws SuggestException if there is no such method, or it makes no chat model
     */
    public static NamedModel of(String classPath, String name, Duration limit) throws SuggestException {
        if (!NAME.matcher(name).matches()) {
            throw new SuggestException(
                    "`" + name + "`: expected a class and a static method such as `com.acme.Models#chat`");
        }
        URLClassLoader loader = new URLClassLoader("model", urls(classPath), ClassLoader.getPlatformClassLoader());
        try {
            Class<?> type = loader.loadClass(MODEL);
            int hash = name.indexOf('#');
            Method factory = loader.loadClass(name.substring(0, hash)).getMethod(name.substring(hash + 1));
            if (!Modifier.isStatic(factory.getModifiers())) {
                throw new SuggestException("`" + name + "` is not static");
            }
            Object model = within(loader, () -> factory.invoke(null));
            if (!type.isInstance(model)) {
                throw new SuggestException("`" + name + "` returned "
                        + (model == null ? "nothing" : "`" + model.getClass().getName() + "`") + ", expected a `"
                        + MODEL + "`");
            }
            return new NamedModel(loader, model, type.getMethod("chat", String.class), limit);
        } catch (ClassNotFoundException e) {
            throw new SuggestException("the class path has no class `" + e.getMessage() + "`");
        } catch (NoSuchMethodException e) {
            throw new SuggestException(
                    "`" + name + "`: expected a public static method of this name without parameters");
        } catch (InvocationTargetException e) {
            // its message may hold a key
            throw new SuggestException("`" + name + "` failed with `" + nameOf(e.getCause()) + "`");
        } catch (IllegalAccessException | LinkageError e) {
            throw new SuggestException(
                    "`" + name + "` cannot be called: " + e.getClass().getName());
        }
    }

    private interface Call {
        Object run() throws InvocationTargetException, IllegalAccessException;
    }

    /** Libraries look their parts up by the thread's class loader. */
    private static Object within(ClassLoader loader, Call call)
            throws InvocationTargetException, IllegalAccessException {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(loader);
        try {
            return call.run();
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private static URL[] urls(String classPath) throws SuggestException {
        List<URL> urls = new ArrayList<>();
        for (String entry : classPath.split(Pattern.quote(File.pathSeparator), -1)) {
            if (entry.isBlank()) {
                continue;
            }
            try {
                boolean all = entry.endsWith("/*") || entry.endsWith(File.separator + "*");
                Path path = Path.of(all ? entry.substring(0, entry.length() - 2) : entry);
                if (!Files.exists(path)) {
                    throw new SuggestException("the class path names `" + entry + "`, which is not there");
                }
                for (Path each : all ? jars(path) : List.of(path)) {
                    urls.add(each.toUri().toURL());
                }
            } catch (InvalidPathException | MalformedURLException e) {
                throw new SuggestException("the class path names `" + entry + "`, which is no file");
            } catch (IOException e) {
                throw new SuggestException("the class path names `" + entry + "`, which cannot be listed");
            }
        }
        return urls.toArray(URL[]::new);
    }

    private static List<Path> jars(Path directory) throws IOException {
        List<Path> jars = new ArrayList<>();
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(directory, "*.jar")) {
            stream.forEach(jars::add);
        }
        jars.sort(null);
        return jars;
    }

    /**
     * Asks the model.
     *
     * @param prompt what it is asked
     * @return its answer
     * @throws SuggestException if it fails, takes too long or answers with nothing or too much
     */
    public String ask(String prompt) throws SuggestException {
        Future<Object> answer = thread.submit(() -> within(loader, () -> chat.invoke(model, prompt)));
        try {
            Object text = answer.get(limit.toMillis(), TimeUnit.MILLISECONDS);
            if (!(text instanceof String said) || said.isBlank()) {
                throw new SuggestException("the model answered nothing");
            }
            if (said.length() > LONGEST) {
                throw new SuggestException("the model answered more than " + LONGEST + " characters");
            }
            return said;
        } catch (TimeoutException e) {
            answer.cancel(true);
            throw new SuggestException("the model did not answer within " + limit.toSeconds() + " s");
        } catch (ExecutionException e) {
            Throwable failure = e.getCause() instanceof InvocationTargetException
                    ? e.getCause().getCause()
                    : e.getCause();
            throw new SuggestException("the model failed with `" + nameOf(failure) + "`");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SuggestException("interrupted");
        }
    }

    private static String nameOf(@Nullable Throwable failure) {
        return failure == null ? "an unknown failure" : failure.getClass().getName();
    }

    @Override
    public void close() {
        thread.shutdownNow();
        try {
            loader.close();
        } catch (IOException e) {
            // the process ends anyway
        }
    }
}
