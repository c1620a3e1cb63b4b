package io.kaipan.command.bulk;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What became of a stretch of rows. @param rejections in the order of the file */
record RowCounts(int accepted, int alreadyThere, List<ImportRejection> rejections) {
    static RowCounts of(List<RowSender.Fate> fates) {
        int accepted = 0;
        int alreadyThere = 0;
        List<ImportRejection> rejections = new ArrayList<>();
        for (RowSender.Fate fate : fates) {
            switch (fate) {
                case RowSender.Fate.Accepted made -> accepted++;
                case RowSender.Fate.AlreadyThere old -> alreadyThere++;
                case RowSender.Fate.Rejected(ImportRejection rejection) -> rejections.add(rejection);
            }
        }
        rejections.sort(Comparator.comparingInt(ImportRejection::row));
        return new RowCounts(accepted, alreadyThere, List.copyOf(rejections));
    }

    int done() {
        return accepted + alreadyThere + rejections.size();
    }
}
