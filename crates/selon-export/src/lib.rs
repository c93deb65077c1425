//! How others want a reading: one file per format.
