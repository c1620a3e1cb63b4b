package io.kaipan.command.bulk;

import io.kaipan.domain.shared.Rule;

/** Refusals of whole files, and of rows before they become commands. */
public enum ImportRule implements Rule {
    /** Nothing of that kind is imported. */
    IMPORT_KIND_UNKNOWN,
    /** There is no such import, or it is somebody else's. */
    IMPORT_UNKNOWN,
    /** The user has as many imports waiting or under way as one user may have. */
    IMPORTS_TOO_MANY,
    /** The request is no multipart form with a part named {@code file}. */
    FILE_MISSING,
    /** The file holds nothing. */
    FILE_EMPTY,
    /** The file is larger than this server takes. */
    FILE_TOO_LARGE,
    /** The upload broke off. */
    UPLOAD_INCOMPLETE,
    /** The file is neither UTF-8 nor GB18030 nor UTF-16 with a byte order mark from beginning to end. */
    ENCODING_UNKNOWN,
    /** A quotation mark opens a cell and none closes it, or text follows the closing one. */
    CSV_MALFORMED,
    /** The header names a column that this kind of sheet does not have. */
    HEADER_UNKNOWN,
    /** The header lacks a required column. */
    HEADER_MISSING,
    /** Two columns of the header mean the same. */
    HEADER_REPEATED,
    /** A row has text in more cells than the header has names. */
    CELL_WITHOUT_HEADER;

    @Override
    public String ruleId() {
        return "LEA-7";
    }
}
