package dev.agentguard.javaagent;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLConnection;
import java.net.URLStreamHandler;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import org.jspecify.annotations.Nullable;

/**
 * Loads everything of Guard but the bridge, from {@code inst/<library>/} of {@code guard.jar}, where classes are stored
 * as {@code .classdata} so that no other loader finds them. Looks there first and then in the JDK, never in the
 * application: neither side sees the other's libraries. Safe for use by several threads.
 */
final class IsolatedLoader extends ClassLoader {

    private static final String INST = "inst/";
    private static final String BRIDGE = "dev.agentguard.bridge.";

    static {
        registerAsParallelCapable();
    }

    private final JarFile jar;
    private final List<String> roots;
    private final @Nullable String version;
    private final Map<String, String> rootOfPackage = new ConcurrentHashMap<>();
    private final URLStreamHandler handler = new Handler();

    IsolatedLoader(JarFile jar) throws IOException {
        super("guard", ClassLoader.getPlatformClassLoader());
        this.jar = jar;
        Manifest manifest = jar.getManifest();
        version = manifest == null ? null : manifest.getMainAttributes().getValue("Implementation-Version");
        ZipEntry index = jar.getEntry(INST + "roots");
        if (index == null) {
            throw new IOException("`" + jar.getName() + "` is not a complete guard.jar");
        }
        try (InputStream in = jar.getInputStream(index)) {
            roots = List.of(new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .strip()
                    .split(","));
        }
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (name.startsWith("java.") || name.startsWith(BRIDGE)) {
            return super.loadClass(name, resolve);
        }
        synchronized (getClassLoadingLock(name)) {
            Class<?> type = findLoadedClass(name);
            if (type == null) {
                byte[] bytes = classBytes(name);
                if (bytes == null) {
                    return super.loadClass(name, resolve);
                }
                definePackageOf(name);
                type = defineClass(name, bytes, 0, bytes.length);
            }
            if (resolve) {
                resolveClass(type);
            }
            return type;
        }
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        throw new ClassNotFoundException(name);
    }

    /** The record names the version that wrote it, which it asks its package for. */
    private void definePackageOf(String className) {
        String packageName = className.substring(0, Math.max(0, className.lastIndexOf('.')));
        if (className.startsWith("dev.agentguard.") && getDefinedPackage(packageName) == null) {
            try {
                definePackage(packageName, null, null, null, "Guard", version, null, null);
            } catch (IllegalArgumentException e) {
                // another thread was first
            }
        }
    }

    private byte @Nullable [] classBytes(String name) {
        String path = name.replace('.', '/') + ".classdata";
        String packageName = path.substring(0, Math.max(0, path.lastIndexOf('/')));
        String known = rootOfPackage.get(packageName);
        if (known != null) {
            ZipEntry entry = jar.getEntry(INST + known + "/" + path);
            if (entry != null) {
                return bytes(entry);
            }
        }
        for (String root : roots) {
            ZipEntry entry = jar.getEntry(INST + root + "/" + path);
            if (entry != null) {
                rootOfPackage.put(packageName, root);
                return bytes(entry);
            }
        }
        return null;
    }

    private byte[] bytes(ZipEntry entry) {
        try (InputStream in = jar.getInputStream(entry)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("guard cannot read `" + entry.getName() + "` of its own jar", e);
        }
    }

    @Override
    public @Nullable URL getResource(String name) {
        URL own = findResource(name);
        return own != null ? own : super.getResource(name);
    }

    @Override
    public Enumeration<URL> getResources(String name) {
        return findResources(name);
    }

    @Override
    protected @Nullable URL findResource(String name) {
        Enumeration<URL> all = findResources(name);
        return all.hasMoreElements() ? all.nextElement() : null;
    }

    @Override
    protected Enumeration<URL> findResources(String name) {
        String path = name.endsWith(".class") ? name + "data" : name;
        List<URL> found = new ArrayList<>();
        for (String root : roots) {
            String entry = INST + root + "/" + path;
            if (jar.getEntry(entry) != null) {
                found.add(url(entry));
            }
        }
        return Collections.enumeration(found);
    }

    private URL url(String entry) {
        try {
            return new URL("guard", "", -1, "/" + entry, handler);
        } catch (MalformedURLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Reads from the jar that is open already: no cache of the JDK holds a second one, no lock of it is taken. */
    private final class Handler extends URLStreamHandler {
        @Override
        protected URLConnection openConnection(URL url) {
            return new URLConnection(url) {
                @Override
                public void connect() {
                    connected = true;
                }

                @Override
                public InputStream getInputStream() throws IOException {
                    ZipEntry entry = jar.getEntry(getURL().getPath().substring(1));
                    if (entry == null) {
                        throw new IOException("`" + getURL() + "` is not in guard.jar");
                    }
                    return new ByteArrayInputStream(bytes(entry));
                }
            };
        }
    }
}
