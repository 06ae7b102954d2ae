package io.dsel.cli.git;

import java.io.File;
import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.storage.file.FileBasedConfig;
import org.eclipse.jgit.util.FS;
import org.eclipse.jgit.util.SystemReader;

/**
 * JGit's view of the machine, without its wish to measure it: before it reads a repository it spends seconds on probe
 * files beside it, to learn how fine the clock of the file system is, and keeps the answer in the user's home. Only
 * who watches a repository for changes needs to know.
 */
final class QuietGit extends SystemReader.Delegate {

    private static final String MEASURED = "filesystem";
    private static final String COARSE = "2 seconds";

    private QuietGit(SystemReader machine) {
        super(machine);
    }

    static void install() {
        SystemReader machine = SystemReader.getInstance();
        if (!(machine instanceof QuietGit)) {
            SystemReader.setInstance(new QuietGit(machine));
        }
    }

    @Override
    public FileBasedConfig openJGitConfig(Config parent, FS fs) {
        return new FileBasedConfig(parent, new File("no-such-jgit-config"), fs) {
            @Override
            public String getString(String section, String subsection, String name) {
                return MEASURED.equals(section) ? COARSE : super.getString(section, subsection, name);
            }

            @Override
            public void load() {}

            @Override
            public void save() {}

            @Override
            public boolean isOutdated() {
                return false;
            }
        };
    }
}
