"""Language-blind machinery over characters: views of equal length, words, phrase matching, sentences, browser offsets."""
