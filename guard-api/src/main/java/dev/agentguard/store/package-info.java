/** What Guard keeps on disk and several threads and processes share: files of lines and their locks. Imports nothing else of Guard. */
@NullMarked
package dev.agentguard.store;

import org.jspecify.annotations.NullMarked;
