package app;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.Collections;

/** Says which of the named classes it can see, and where they come from, after the agent has done some work. */
public final class VisibleApp {

    private VisibleApp() {}

    public static void main(String[] arguments) throws Exception {
        try {
            URI.create(arguments[1]).toURL().openStream().close();
        } catch (IOException refused) {
            System.out.println("request " + refused.getClass().getName());
        }
        for (String name : Files.readAllLines(Path.of(arguments[0]))) {
            if (name.startsWith("/")) {
                Collections.list(ClassLoader.getSystemResources(name.substring(1)))
                        .forEach(url -> System.out.println("resource " + name + " " + url));
                continue;
            }
            look("system", name, ClassLoader.getSystemClassLoader());
            look("bootstrap", name, null);
            look("platform", name, ClassLoader.getPlatformClassLoader());
        }
    }

    private static void look(String what, String name, ClassLoader loader) {
        try {
            CodeSource source =
                    Class.forName(name, false, loader).getProtectionDomain().getCodeSource();
            System.out.println(what + " " + name + " " + (source == null ? "-" : source.getLocation()));
        } catch (ClassNotFoundException | LinkageError e) {
            // not there
        }
    }
}
