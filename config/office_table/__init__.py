"""The table of units that an office keeps, taken over into its folder: any file to rows, rows to drafts, drafts to units/."""
