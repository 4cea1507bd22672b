;; The loops of a search that JavaScript has no SIMD for. Assembled into kernel.ts by scripts/assemble-kernel.mjs.
(module
  (import "env" "memory" (memory 1))

  ;; Inner products of a query with 4-bit codes: sum of nibble x weight, as i32, one per code.
  ;;   code    address of `count` codes of `bytes` bytes, a multiple of 16, at most 64; block b holds the values 32b .. 32b+15 in its low
  ;;           nibbles and 32b+16 .. 32b+31 in its high ones
  ;;   weights address of one i16 per value, each within -127 .. 127, so that 128 of them times 15 stay within an i16 lane
  ;;   out     address of `count` x i32
  (func (export "scan")
    (param $code i32) (param $count i32) (param $bytes i32) (param $weights i32) (param $out i32)
    (local $end i32) (local $stop i32) (local $weight i32)
    (local $block v128) (local $nibbles v128) (local $sum v128)
    (local.set $end (i32.add (local.get $code) (i32.mul (local.get $count) (local.get $bytes))))
    (block $done
      (loop $codes
        (br_if $done (i32.ge_u (local.get $code) (local.get $end)))
        (local.set $stop (i32.add (local.get $code) (local.get $bytes)))
        (local.set $weight (local.get $weights))
        (local.set $sum (v128.const i32x4 0 0 0 0))
        (loop $blocks
          (local.set $block (v128.load (local.get $code)))
          (local.set $nibbles (v128.and (local.get $block) (v128.const i32x4 0x0f0f0f0f 0x0f0f0f0f 0x0f0f0f0f 0x0f0f0f0f)))
          (local.set $sum (i16x8.add (local.get $sum)
            (i16x8.mul (i16x8.extend_low_i8x16_u (local.get $nibbles)) (v128.load (local.get $weight)))))
          (local.set $sum (i16x8.add (local.get $sum)
            (i16x8.mul (i16x8.extend_high_i8x16_u (local.get $nibbles)) (v128.load offset=16 (local.get $weight)))))
          (local.set $nibbles (i8x16.shr_u (local.get $block) (i32.const 4)))
          (local.set $sum (i16x8.add (local.get $sum)
            (i16x8.mul (i16x8.extend_low_i8x16_u (local.get $nibbles)) (v128.load offset=32 (local.get $weight)))))
          (local.set $sum (i16x8.add (local.get $sum)
            (i16x8.mul (i16x8.extend_high_i8x16_u (local.get $nibbles)) (v128.load offset=48 (local.get $weight)))))
          (local.set $weight (i32.add (local.get $weight) (i32.const 64)))
          (local.set $code (i32.add (local.get $code) (i32.const 16)))
          (br_if $blocks (i32.lt_u (local.get $code) (local.get $stop))))
        (local.set $sum (i32x4.extadd_pairwise_i16x8_s (local.get $sum)))
        (local.set $sum (i32x4.add (local.get $sum)
          (i8x16.shuffle 8 9 10 11 12 13 14 15 0 1 2 3 4 5 6 7 (local.get $sum) (local.get $sum))))
        (i32.store (local.get $out) (i32.add (i32x4.extract_lane 0 (local.get $sum)) (i32x4.extract_lane 1 (local.get $sum))))
        (local.set $out (i32.add (local.get $out) (i32.const 4)))
        (br $codes))))

  ;; Inner products of float rows with one vector, as f32, one per row.
  ;;   row     address of `count` rows of `bytes` bytes, a multiple of 16
  ;;   vector  address of as many bytes
  ;;   out     address of `count` x f32
  (func (export "products")
    (param $row i32) (param $count i32) (param $bytes i32) (param $vector i32) (param $out i32)
    (local $end i32) (local $stop i32) (local $at i32) (local $sum v128)
    (local.set $end (i32.add (local.get $row) (i32.mul (local.get $count) (local.get $bytes))))
    (block $done
      (loop $rows
        (br_if $done (i32.ge_u (local.get $row) (local.get $end)))
        (local.set $stop (i32.add (local.get $row) (local.get $bytes)))
        (local.set $at (local.get $vector))
        (local.set $sum (v128.const i32x4 0 0 0 0))
        (loop $quads
          (local.set $sum (f32x4.add (local.get $sum) (f32x4.mul (v128.load (local.get $row)) (v128.load (local.get $at)))))
          (local.set $at (i32.add (local.get $at) (i32.const 16)))
          (local.set $row (i32.add (local.get $row) (i32.const 16)))
          (br_if $quads (i32.lt_u (local.get $row) (local.get $stop))))
        (f32.store (local.get $out) (f32.add
          (f32.add (f32x4.extract_lane 0 (local.get $sum)) (f32x4.extract_lane 1 (local.get $sum)))
          (f32.add (f32x4.extract_lane 2 (local.get $sum)) (f32x4.extract_lane 3 (local.get $sum)))))
        (local.set $out (i32.add (local.get $out) (i32.const 4)))
        (br $rows))))

  ;; Inner products of int8 rows with one vector of floats, as f32, one per row.
  ;;   row     address of `count` rows of `bytes` values, a multiple of 16
  ;;   vector  address of as many f32
  ;;   out     address of `count` x f32
  (func (export "regions")
    (param $row i32) (param $count i32) (param $bytes i32) (param $vector i32) (param $out i32)
    (local $end i32) (local $stop i32) (local $at i32)
    (local $values v128) (local $half v128) (local $sum v128) (local $other v128)
    (local.set $end (i32.add (local.get $row) (i32.mul (local.get $count) (local.get $bytes))))
    (block $done
      (loop $rows
        (br_if $done (i32.ge_u (local.get $row) (local.get $end)))
        (local.set $stop (i32.add (local.get $row) (local.get $bytes)))
        (local.set $at (local.get $vector))
        (local.set $sum (v128.const i32x4 0 0 0 0))
        (local.set $other (v128.const i32x4 0 0 0 0))
        (loop $sixteens
          (local.set $values (v128.load (local.get $row)))
          (local.set $half (i16x8.extend_low_i8x16_s (local.get $values)))
          (local.set $sum (f32x4.add (local.get $sum) (f32x4.mul
            (f32x4.convert_i32x4_s (i32x4.extend_low_i16x8_s (local.get $half))) (v128.load (local.get $at)))))
          (local.set $other (f32x4.add (local.get $other) (f32x4.mul
            (f32x4.convert_i32x4_s (i32x4.extend_high_i16x8_s (local.get $half))) (v128.load offset=16 (local.get $at)))))
          (local.set $half (i16x8.extend_high_i8x16_s (local.get $values)))
          (local.set $sum (f32x4.add (local.get $sum) (f32x4.mul
            (f32x4.convert_i32x4_s (i32x4.extend_low_i16x8_s (local.get $half))) (v128.load offset=32 (local.get $at)))))
          (local.set $other (f32x4.add (local.get $other) (f32x4.mul
            (f32x4.convert_i32x4_s (i32x4.extend_high_i16x8_s (local.get $half))) (v128.load offset=48 (local.get $at)))))
          (local.set $at (i32.add (local.get $at) (i32.const 64)))
          (local.set $row (i32.add (local.get $row) (i32.const 16)))
          (br_if $sixteens (i32.lt_u (local.get $row) (local.get $stop))))
        (local.set $sum (f32x4.add (local.get $sum) (local.get $other)))
        (f32.store (local.get $out) (f32.add
          (f32.add (f32x4.extract_lane 0 (local.get $sum)) (f32x4.extract_lane 1 (local.get $sum)))
          (f32.add (f32x4.extract_lane 2 (local.get $sum)) (f32x4.extract_lane 3 (local.get $sum)))))
        (local.set $out (i32.add (local.get $out) (i32.const 4)))
        (br $rows)))))
